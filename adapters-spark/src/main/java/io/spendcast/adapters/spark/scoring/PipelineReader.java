package io.spendcast.adapters.spark.scoring;

import io.spendcast.adapters.spark.scoring.PipelineColumn.Forecast;
import io.spendcast.adapters.spark.scoring.PipelineColumn.Reading;
import io.spendcast.adapters.spark.scoring.PipelineColumn.Scalar;
import io.spendcast.adapters.spark.scoring.PipelineColumn.Vector;
import io.spendcast.domain.forecast.Arithmetic;
import io.spendcast.domain.forecast.AverageModel;
import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.forecast.LinearModel;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.Scale;
import io.spendcast.domain.forecast.Tree;
import io.spendcast.domain.forecast.TreeModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.sql.Row;

/**
 * Turns the stages of a Spark ML pipeline into a portable model, by following what is in each
 * column that they write. What is not a stage of a model of ours is refused with an {@code
 * IllegalArgumentException}.
 */
public final class PipelineReader {
  private static final String PREDICTION = "prediction";

  private final List<String> inputs;
  private final Map<String, PipelineColumn> columns = new HashMap<>();

  private PipelineReader(List<String> inputs) {
    this.inputs = inputs;
    IntStream.range(0, inputs.size())
        .forEach(i -> columns.put(inputs.get(i), new Reading(i, Double.NaN, new Scale.AsIs())));
  }

  /** Reads the stages in their order; the pipeline reads these inputs. */
  public static ForecastModel read(List<String> inputs, PipelineModel pipeline) {
    PipelineReader reader = new PipelineReader(inputs);
    Arrays.stream(pipeline.stages()).forEach(reader::read);
    return reader.find(PREDICTION, Forecast.class).model();
  }

  private void read(Transformer stage) {
    if (stage instanceof ImputerModel fill) {
      fill(fill);
    } else if (stage instanceof SQLTransformer statement) {
      log(statement.getStatement());
    } else if (stage instanceof VectorAssembler assemble) {
      columns.put(
          assemble.getOutputCol(),
          new Vector(
              Arrays.stream(assemble.getInputCols())
                  .map(name -> find(name, Scalar.class))
                  .toList()));
    } else if (stage instanceof LinearRegressionModel line) {
      Vector read = find(line.getFeaturesCol(), Vector.class);
      double[] slopes = line.coefficients().toArray();
      forecast(line.getPredictionCol(), line(read, slopes, line.intercept()));
    } else if (stage instanceof GeneralizedLinearRegressionModel line) {
      forecast(line.getPredictionCol(), exponential(line));
    } else if (stage instanceof RandomForestRegressionModel forest) {
      forecast(forest.getPredictionCol(), forest(forest));
    } else if (stage instanceof GBTRegressionModel boosted) {
      forecast(boosted.getPredictionCol(), boosted(boosted));
    } else {
      throw new IllegalArgumentException(
          "its stage %s is none of those that models are made of here"
              .formatted(stage.getClass().getSimpleName()));
    }
  }

  private void forecast(String column, ForecastModel model) {
    columns.put(column, new Forecast(model));
  }

  private <C extends PipelineColumn> C find(String name, Class<C> kind) {
    return Optional.ofNullable(columns.get(name))
        .filter(kind::isInstance)
        .map(kind::cast)
        .orElseThrow(() -> new IllegalArgumentException("no stage writes the column " + name));
  }

  private void fill(ImputerModel fill) {
    if (!inputs.equals(Arrays.asList(fill.getInputCols()))) {
      throw new IllegalArgumentException("it does not read the inputs " + inputs);
    }
    Row row = fill.surrogateDF().select("*").first();
    for (int i = 0; i < inputs.size(); i++) {
      double substitute = row.getDouble(row.fieldIndex(inputs.get(i)));
      columns.put(fill.getOutputCols()[i], new Reading(i, substitute, new Scale.AsIs()));
    }
  }

  private void log(String statement) {
    LogInputs.parse(statement)
        .orElseThrow(() -> new IllegalArgumentException("it has the statement " + statement))
        .inputs()
        .forEach(
            input -> columns.put(input.to(), find(input.from(), Reading.class).on(input.range())));
  }

  /** A line through inputs, or an average if it is through forecasts, too. */
  private static ForecastModel line(Vector read, double[] slopes, double intercept) {
    return read.isOfInputs()
        ? new LinearModel(intercept, read.terms(slopes), Link.IDENTITY)
        : average(read, slopes, intercept);
  }

  private static AverageModel average(Vector read, double[] weights, double intercept) {
    if (intercept != 0) {
      throw new IllegalArgumentException("it adds %s to an average".formatted(intercept));
    }
    return new AverageModel(
        IntStream.range(0, weights.length)
            .mapToObj(i -> new AverageModel.Member(weights[i], read.entries().get(i).model()))
            .toList());
  }

  private LinearModel exponential(GeneralizedLinearRegressionModel line) {
    if (!line.getFamily().equals("tweedie") || line.getLinkPower() != 0) {
      throw new IllegalArgumentException("it has another link than the logarithm");
    }
    return new LinearModel(
        line.intercept(),
        find(line.getFeaturesCol(), Vector.class).terms(line.coefficients().toArray()),
        Link.LOG);
  }

  private TreeModel forest(RandomForestRegressionModel forest) {
    double[] shares = new double[forest.trees().length];
    Arrays.fill(shares, 1.0 / forest.getNumTrees());
    return trees(trees(forest.getFeaturesCol()).of(forest.trees(), shares));
  }

  private TreeModel boosted(GBTRegressionModel boosted) {
    return trees(trees(boosted.getFeaturesCol()).of(boosted.trees(), boosted.treeWeights()));
  }

  private SparkTrees trees(String vector) {
    return new SparkTrees(find(vector, Vector.class).readings());
  }

  private static TreeModel trees(List<Tree> trees) {
    return new TreeModel(Arithmetic.DOUBLE, 0, trees, Link.IDENTITY);
  }
}
