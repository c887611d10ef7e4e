package io.spendcast.adapters.spark.scoring;

import static org.apache.spark.sql.functions.sum;

import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.training.ModelArtifact;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Models read back from their files. Evaluation and scoring both predict through them, so what is
 * judged is what is published.
 */
public final class SavedModels {
  private static final String TOTAL = "total";

  private final List<ModelArtifact> artifacts;
  private final List<RowModel> models;

  private SavedModels(List<ModelArtifact> artifacts, List<RowModel> models) {
    this.artifacts = artifacts;
    this.models = models;
  }

  /**
   * Reads models.
   *
   * @param shared what every machine of the session reaches
   * @throws SpendcastException {@code INVALID} if the inputs of one are not in the table, or are
   *     defined otherwise there; {@code NOT_FOUND} if its files are gone
   */
  public static SavedModels open(
      List<ModelArtifact> artifacts, FeatureTable features, SharedDirectory shared) {
    artifacts.forEach(artifact -> requireSameFeatures(artifact, features));
    return new SavedModels(
        List.copyOf(artifacts),
        artifacts.stream().map(artifact -> read(artifact, new ModelReader(shared))).toList());
  }

  private static RowModel read(ModelArtifact artifact, ModelReader reader) {
    return SparkErrors.translate(
        "read the model at " + artifact.location(), () -> reader.read(artifact));
  }

  private static void requireSameFeatures(ModelArtifact artifact, FeatureTable features) {
    if (!artifact.features().equals(features.of(artifact.inputs()))) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot apply the model at %s to %s: %s."
              .formatted(artifact.location(), features.table(), difference(artifact, features)),
          "Train and register a model on this table: `spendcast run`.");
    }
  }

  private static String difference(ModelArtifact artifact, FeatureTable features) {
    List<String> missing =
        artifact.inputs().stream().filter(input -> !features.columns().containsKey(input)).toList();
    return missing.isEmpty()
        ? "its inputs are defined otherwise there than where it was trained, such as by another"
            + " version of Spendcast or for another horizon"
        : "the table lacks its inputs " + missing;
  }

  /**
   * Predicts with all models in one pass.
   *
   * @param rows have the inputs of the models as columns of doubles
   * @param kept the columns of the rows that the result has, too
   * @param predictions names of the further columns of the result, one for each model
   */
  public Dataset<Row> score(Dataset<Row> rows, List<String> kept, List<String> predictions) {
    Stream<StructField> keptFields = kept.stream().map(rows.schema()::apply);
    Stream<StructField> newFields =
        predictions.stream()
            .map(name -> DataTypes.createStructField(name, DataTypes.DoubleType, false));
    StructType schema = DataTypes.createStructType(Stream.concat(keptFields, newFields).toList());
    return rows.mapPartitions(
        new ScorePartition(
            models,
            artifacts.stream().map(artifact -> positions(rows, artifact.inputs())).toList(),
            positions(rows, kept)),
        Encoders.row(schema));
  }

  /**
   * Predicts with the first model, and says why, in one pass.
   *
   * @param rows have the inputs of the model as columns of doubles
   * @param kept the columns of the rows that the result has, too
   * @param prediction name of the column of forecasts
   * @param text name of the column of reasons, JSON
   * @throws SpendcastException {@code INVALID} if only its library can evaluate the model
   */
  public Dataset<Row> explained(
      Dataset<Row> rows, List<String> kept, String prediction, String text, Reasons reasons) {
    StructType schema =
        DataTypes.createStructType(
            Stream.concat(
                    kept.stream().map(rows.schema()::apply),
                    Stream.of(
                        DataTypes.createStructField(prediction, DataTypes.DoubleType, false),
                        DataTypes.createStructField(text, DataTypes.StringType, false)))
                .toList());
    return rows.mapPartitions(
        new ExplainPartition(
            portable(), positions(rows, artifacts.get(0).inputs()), positions(rows, kept), reasons),
        Encoders.row(schema));
  }

  /** What a model predicts for all rows together, below zero where it does. */
  public static double total(ForecastModel model, Dataset<Row> rows, List<String> inputs) {
    RowModel predictions = values -> Arrays.stream(values).mapToDouble(model::predict).toArray();
    StructType schema =
        DataTypes.createStructType(
            List.of(DataTypes.createStructField(TOTAL, DataTypes.DoubleType, false)));
    return rows.mapPartitions(
            new ScorePartition(List.of(predictions), List.of(positions(rows, inputs)), new int[0]),
            Encoders.row(schema))
        .agg(sum(TOTAL))
        .first()
        .getDouble(0);
  }

  /**
   * Predicts one vector alone, as a service would.
   *
   * @param inputs gives the value of an input, NaN where it is unknown
   * @return what each model predicts
   */
  public List<Double> scoreAlone(ToDoubleFunction<String> inputs) {
    return IntStream.range(0, models.size()).mapToObj(i -> scoreAlone(i, inputs)).toList();
  }

  /**
   * Takes apart what the first model predicts for one vector.
   *
   * @param inputs gives the value of an input, NaN where it is unknown
   * @throws SpendcastException {@code INVALID} if only its library can evaluate the model
   */
  public Explanation explain(ToDoubleFunction<String> inputs) {
    return portable().explain(artifacts.get(0).inputs().stream().mapToDouble(inputs).toArray());
  }

  /**
   * The first model without its library.
   *
   * @throws SpendcastException {@code INVALID} if only its library can evaluate it
   */
  public PortableModel portable() {
    return portable(artifacts.get(0), models.get(0));
  }

  /**
   * A model without its library.
   *
   * @param shared what every machine of the session reaches
   * @throws SpendcastException {@code INVALID} if only its library can evaluate it; {@code
   *     NOT_FOUND} if its files are gone
   */
  public static PortableModel portable(ModelArtifact artifact, SharedDirectory shared) {
    return portable(artifact, read(artifact, new ModelReader(shared)));
  }

  private static PortableModel portable(ModelArtifact artifact, RowModel model) {
    return model
        .portable()
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot use the model at %s without XGBoost: it is of a kind that only XGBoost evaluates."
                        .formatted(artifact.location()),
                    "Ask for a model that Spendcast trained."));
  }

  private double scoreAlone(int model, ToDoubleFunction<String> inputs) {
    double[] vector = artifacts.get(model).inputs().stream().mapToDouble(inputs).toArray();
    return models.get(model).spend(new double[][] {vector})[0];
  }

  private static int[] positions(Dataset<Row> rows, List<String> columns) {
    List<String> all = Arrays.asList(rows.columns());
    return columns.stream().mapToInt(all::indexOf).toArray();
  }
}
