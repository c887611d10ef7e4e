package io.spendcast.domain.leak;

import java.util.List;

/**
 * A row of the feature table, and what models make of it.
 *
 * @param features the values in the order of the feature set; NaN stands for null
 * @param label spend of the forecast window
 * @param batch what each model predicts when it scores this row of the table among others
 * @param alone what each model predicts for the vector that the calculator gives for this
 *     customer's daily spend, scored alone
 */
public record SampledRow(
    List<Double> features, double label, List<Double> batch, List<Double> alone) {
  /** Copies the lists. */
  public SampledRow {
    features = List.copyOf(features);
    batch = List.copyOf(batch);
    alone = List.copyOf(alone);
  }
}
