package io.spendcast.domain.feature.store;

import io.spendcast.domain.btyd.PurchaseFit;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What the features of one customer need to know of all the others, as of a date.
 *
 * @param firstDay the day of the first sale that was known before the date
 * @param purchases how the population bought, and in which season; empty if nothing was fitted
 */
public record PopulationPast(LocalDate firstDay, Optional<PurchaseFit> purchases) {
  /** Checks that nothing is missing. */
  public PopulationPast {
    Objects.requireNonNull(firstDay, "first day");
    Objects.requireNonNull(purchases, "purchases");
  }
}
