package io.spendcast.domain.prediction;

import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelName;
import java.util.List;
import java.util.Optional;

/**
 * Shows predictions to people, and hands them out as files.
 *
 * <p>Amounts are in the retailer's currency. Without the features from which a batch was scored
 * nobody has a channel mix or a tenure, so nobody is in such a segment. Reading changes nothing.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if the published table or the
 * features are gone; {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface PublishedPredictions {
  /**
   * The newest batch of a model: that of the latest as-of date, and of several the one scored last.
   */
  Optional<PublishedBatch> newest(ModelName model);

  /** The highest predictions that are asked for, from the highest on; equal ones by customer. */
  List<Prediction> highest(PredictionQuery query, int most);

  /**
   * Writes the predictions that are asked for to one file, from the highest on, in place of a file
   * that is there: all columns of the published table, and one per dimension of segments. The file
   * appears whole or not at all.
   *
   * @param file a path or URI that ends with {@code .csv} or {@code .parquet}
   * @return how many rows were written
   */
  long write(PredictionQuery query, int most, String file);

  /** Says what a scored batch adds up to, before or after it is published. */
  ForecastSummary summary(PredictionBatch batch, FeatureTable features);
}
