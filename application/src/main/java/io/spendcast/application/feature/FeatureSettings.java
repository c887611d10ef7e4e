package io.spendcast.application.feature;

import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.sales.SpendTarget;
import java.util.List;

/**
 * Which of the catalogue's features are built.
 *
 * @param windows lengths in days of the trailing windows of spend and orders
 * @param categories how many item categories the product mix has, at least 0
 * @param inputs which features the models read
 * @param target what counts as spend
 */
public record FeatureSettings(
    List<Integer> windows, int categories, Catalogue.Inputs inputs, SpendTarget target) {
  /** Of what is bought, whether or not it comes back. */
  public FeatureSettings(List<Integer> windows, int categories, Catalogue.Inputs inputs) {
    this(windows, categories, inputs, SpendTarget.GROSS);
  }

  /** Copies the windows and checks the number of categories. */
  public FeatureSettings {
    windows = List.copyOf(windows);
    if (categories < 0) {
      throw new IllegalArgumentException("categories must be at least 0, not " + categories);
    }
  }
}
