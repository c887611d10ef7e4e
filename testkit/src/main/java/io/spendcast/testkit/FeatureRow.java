package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a feature table.
 *
 * @param customer the customer
 * @param asOf the as-of date
 * @param values by feature name; NaN stands for null
 * @param label spend of the forecast window, if it has closed
 */
public record FeatureRow(
    CustomerId customer, AsOfDate asOf, Map<String, Double> values, Optional<Double> label) {
  /** Copies the map. */
  public FeatureRow {
    values = Map.copyOf(values);
  }
}
