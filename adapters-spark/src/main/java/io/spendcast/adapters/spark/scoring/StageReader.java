package io.spendcast.adapters.spark.scoring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.sql.Row;

/**
 * Turns the stages of a Spark ML pipeline, in their order, into steps on the places of a row, which
 * begins with the inputs of the model. What is not a stage of a model of ours is refused with an
 * {@code IllegalArgumentException}.
 */
final class StageReader {
  private static final String PREDICTION = "prediction";

  private final List<String> inputs;
  private final Map<String, Integer> places = new HashMap<>();

  StageReader(List<String> inputs) {
    this.inputs = inputs;
    inputs.forEach(this::written);
  }

  RawStage read(Transformer stage) {
    if (stage instanceof ImputerModel fill) {
      return fill(fill);
    }
    if (stage instanceof SQLTransformer statement) {
      return log(statement.getStatement());
    }
    if (stage instanceof VectorAssembler assemble) {
      return RawStage.assemble(read(assemble.getInputCols()), written(assemble.getOutputCol()));
    }
    if (stage instanceof RegressionModel<?, ?> model) {
      return RawStage.predict(
          ofVectors(model), read(model.getFeaturesCol()), written(model.getPredictionCol()));
    }
    throw new IllegalArgumentException(
        "its stage %s is none of those that models are made of here"
            .formatted(stage.getClass().getSimpleName()));
  }

  private RawStage fill(ImputerModel fill) {
    if (!inputs.equals(Arrays.asList(fill.getInputCols()))) {
      throw new IllegalArgumentException("it does not read the inputs " + inputs);
    }
    Row row = fill.surrogateDF().select("*").first();
    double[] substitutes =
        inputs.stream().mapToDouble(name -> row.getDouble(row.fieldIndex(name))).toArray();
    return RawStage.fill(read(fill.getInputCols()), written(fill.getOutputCols()), substitutes);
  }

  private RawStage log(String statement) {
    List<LogInputs.Input> logs =
        LogInputs.parse(statement)
            .orElseThrow(() -> new IllegalArgumentException("it has the statement " + statement))
            .inputs();
    return RawStage.log(
        read(logs.stream().map(LogInputs.Input::from).toArray(String[]::new)),
        written(logs.stream().map(LogInputs.Input::to).toArray(String[]::new)),
        logs);
  }

  /** Every regression model of Spark ML reads vectors, though its type does not say so here. */
  @SuppressWarnings("unchecked")
  private static RegressionModel<Vector, ?> ofVectors(RegressionModel<?, ?> model) {
    return (RegressionModel<Vector, ?>) model;
  }

  private int[] read(String[] columns) {
    return Arrays.stream(columns).mapToInt(this::read).toArray();
  }

  private int read(String column) {
    Integer place = places.get(column);
    if (place == null) {
      throw new IllegalArgumentException("no stage writes the column " + column);
    }
    return place;
  }

  private int[] written(String[] columns) {
    return Arrays.stream(columns).mapToInt(this::written).toArray();
  }

  private int written(String column) {
    places.putIfAbsent(column, places.size());
    return places.get(column);
  }

  /** How many places a row needs. */
  int places() {
    return places.size();
  }

  /** Where the prediction ends up. */
  int prediction() {
    return read(PREDICTION);
  }
}
