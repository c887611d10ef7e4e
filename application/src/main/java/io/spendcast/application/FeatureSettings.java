package io.spendcast.application;

import java.util.List;

/**
 * Which of the catalogue's features are built.
 *
 * @param windows lengths in days of the trailing windows of spend and orders
 * @param categories how many item categories the product mix has, at least 0
 */
public record FeatureSettings(List<Integer> windows, int categories) {
  /** Copies the windows and checks the number of categories. */
  public FeatureSettings {
    windows = List.copyOf(windows);
    if (categories < 0) {
      throw new IllegalArgumentException("categories must be at least 0, not " + categories);
    }
  }
}
