package io.spendcast.adapters.spark.training.learner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The first stages of every Spark ML model: unknown inputs are filled in, since MLlib takes no
 * nulls, and collected into a vector. They are saved with the model, and Spark's own, so that
 * Python loads them too.
 */
final class Preparation {
  static final String FEATURES = "features";
  static final String PREDICTION = "prediction";

  /**
   * Below every amount and count: trees see "never" as a value of its own, as they only compare.
   */
  private static final double UNKNOWN = -1e9;

  private Preparation() {}

  /** Unknown inputs become the training mean, where a linear model neither gains nor loses. */
  static PipelineModel fitOnMeans(TrainingRows rows, PipelineStage last) {
    return fit(rows, rows.statistics().means(), last);
  }

  /** Unknown inputs become a value of their own. */
  static PipelineModel fitOnSentinel(TrainingRows rows, PipelineStage last) {
    return fit(
        rows,
        rows.inputs().stream().collect(Collectors.toMap(name -> name, name -> UNKNOWN)),
        last);
  }

  /**
   * Unknown inputs become the training mean, and then all of them logarithms.
   *
   * @param last the stages that read the vector of logarithms, or what stages before them write
   */
  static PipelineModel onLogs(TrainingRows rows, LogScale scale, List<PipelineStage> last) {
    String filled = suffix(rows.inputs());
    String log = filled + "_log";
    List<PipelineStage> stages = new ArrayList<>();
    stages.add(fill(rows, rows.statistics().means()));
    stages.add(
        new SQLTransformer("logarithms").setStatement(scale.asRead(filled, log).statement()));
    stages.add(assemble(rows.inputs(), log));
    stages.addAll(last);
    return new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(rows.data());
  }

  private static PipelineModel fit(
      TrainingRows rows, Map<String, Double> substitutes, PipelineStage last) {
    PipelineStage[] stages = {
      fill(rows, substitutes), assemble(rows.inputs(), suffix(rows.inputs())), last
    };
    return new Pipeline().setStages(stages).fit(rows.data());
  }

  private static ImputerModel fill(TrainingRows rows, Map<String, Double> substitutes) {
    return new Imputer("fill-unknown")
        .setInputCols(rows.inputs().toArray(String[]::new))
        .setOutputCols(named(rows.inputs(), suffix(rows.inputs())))
        .fit(substitutes(rows, substitutes));
  }

  private static VectorAssembler assemble(List<String> inputs, String suffix) {
    return new VectorAssembler("assemble")
        .setInputCols(named(inputs, suffix))
        .setOutputCol(FEATURES);
  }

  private static String[] named(List<String> inputs, String suffix) {
    return inputs.stream().map(name -> name + suffix).toArray(String[]::new);
  }

  /** No input is called like another one with this after its name. */
  static String suffix(List<String> inputs) {
    return Stream.iterate("_filled", suffix -> "_" + suffix)
        .filter(suffix -> inputs.stream().noneMatch(name -> name.endsWith(suffix)))
        .findFirst()
        .orElseThrow();
  }

  /** One row, whose mean is the row itself: Spark's releases make the model from other things. */
  private static Dataset<Row> substitutes(TrainingRows rows, Map<String, Double> values) {
    StructType schema = new StructType();
    List<Object> row = new ArrayList<>();
    for (String name : rows.inputs()) {
      schema = schema.add(name, DataTypes.DoubleType);
      row.add(values.get(name));
    }
    return rows.data()
        .sparkSession()
        .createDataFrame(Collections.singletonList(RowFactory.create(row.toArray())), schema);
  }

  /** Names the entries of a vector by the inputs. */
  static Map<String, Double> byInput(TrainingRows rows, Vector shares) {
    return IntStream.range(0, shares.size())
        .boxed()
        .collect(Collectors.toMap(rows.inputs()::get, shares::apply));
  }
}
