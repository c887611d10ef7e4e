package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.feature.Catalogue;
import java.util.List;
import java.util.Locale;

/**
 * Which features of the catalogue are built.
 *
 * @param windows lengths in days of the trailing windows of spend and orders
 * @param categories how many item categories the product mix has
 * @param inputs {@code lean}, {@code btyd} or {@code all}
 */
public record FeaturesSection(List<Integer> windows, int categories, String inputs) {
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
        .require(
            List.of("lean", "btyd", "all").contains(inputs),
            "inputs",
            "be lean, btyd or all",
            inputs)
        .check();
  }

  /** Which features the models read. */
  public Catalogue.Inputs modelInputs() {
    return Catalogue.Inputs.valueOf(inputs.toUpperCase(Locale.ROOT));
  }
}
