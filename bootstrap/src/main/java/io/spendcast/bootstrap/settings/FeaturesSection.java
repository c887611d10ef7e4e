package io.spendcast.bootstrap.settings;

import java.util.List;

/**
 * Which features of the catalogue are built.
 *
 * @param windows lengths in days of the trailing windows of spend and orders
 * @param categories how many item categories the product mix has
 */
public record FeaturesSection(List<Integer> windows, int categories) {
  private static final int LONGEST = 3660;
  private static final int MOST = 100;

  /** Checks ranges. */
  public FeaturesSection {
    windows = List.copyOf(windows);
    new Rules()
        .require(
            windows.stream().allMatch(days -> days >= 1 && days <= LONGEST),
            "windows",
            "be days from 1 to " + LONGEST,
            windows)
        .require(categories >= 0 && categories <= MOST, "categories", "be 0 to " + MOST, categories)
        .check();
  }
}
