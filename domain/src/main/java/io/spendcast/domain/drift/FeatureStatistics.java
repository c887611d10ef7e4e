package io.spendcast.domain.drift;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureTable;
import java.util.List;
import java.util.Map;

/**
 * Tells how the values of features are distributed.
 *
 * <p>Values are in the units of the features. An as-of date without rows is absent. Reads only, one
 * immutable version of the table, and takes one pass over it; repeating gives the same sketches.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if the table has no such feature;
 * {@code NOT_FOUND} if the table version is gone.
 */
public interface FeatureStatistics {
  /** A sketch of each feature at each as-of date, by the feature's name. */
  Map<AsOfDate, Map<String, ValueSketch>> measure(
      FeatureTable table, List<String> features, List<AsOfDate> asOfs);
}
