package io.spendcast.adapters.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.table.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.ModelArtifact;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A model read back from its files. Evaluation and scoring both predict through it, so what is
 * judged is what is published.
 */
public final class SavedModel {
  private final RawModel raw;

  private SavedModel(RawModel raw) {
    this.raw = raw;
  }

  /**
   * Reads a model.
   *
   * @throws SpendcastException {@code INVALID} if it was trained on another feature set than the
   *     table's; {@code NOT_FOUND} if its files are gone
   */
  public static SavedModel open(ModelArtifact artifact, FeatureTable features) {
    requireSameFeatures(artifact, features);
    return SparkErrors.translate(
        "read the model at " + artifact.location(),
        () ->
            new SavedModel(
                switch (artifact.format()) {
                  case SPARK_PIPELINE -> RawPipeline.read(artifact);
                  case XGBOOST_BOOSTER -> RawBooster.read(artifact);
                }));
  }

  private static void requireSameFeatures(ModelArtifact artifact, FeatureTable features) {
    if (!artifact.features().equals(features.fingerprint())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot apply the model at %s to %s: it was trained on feature set %s, the table has %s."
              .formatted(
                  artifact.location(),
                  features.table(),
                  artifact.features(),
                  features.fingerprint()),
          "Build the model's features, or train a model on these.");
    }
  }

  /**
   * The rows with the predicted spend in one more column. A sum of purchases is never negative, so
   * no prediction is either: here, and nowhere else, it is cut off at zero.
   */
  public Dataset<Row> score(Dataset<Row> rows, String column) {
    return raw.predict(rows, column).withColumn(column, greatest(col(column), lit(0.0)));
  }
}
