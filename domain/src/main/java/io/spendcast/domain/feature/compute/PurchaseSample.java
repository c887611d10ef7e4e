package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchasePast;
import io.spendcast.domain.season.PastYears;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link io.spendcast.domain.btyd.PurchaseFit} learns from: the purchases of some customers at
 * as-of dates. Pure and thread-safe.
 */
public final class PurchaseSample implements Serializable {
  /**
   * About so many customers show how all buy. With a fifth of them the forecast of a total moves by
   * several hundredths from one month to the next by chance alone.
   */
  public static final int CUSTOMERS = 10_000;

  private final Map<AsOfDate, PastYears> years = new HashMap<>();

  /** Samples at these as-of dates of a population that bought on these days. */
  public PurchaseSample(PopulationDays population, List<AsOfDate> asOfs) {
    asOfs.forEach(asOf -> years.put(asOf, new PastYears(population.before(asOf).known())));
  }

  /** From the first day with a sale to the as-of date. */
  public PastYears years(AsOfDate asOf) {
    return years.get(asOf);
  }

  /** What was known of the customer's purchases; empty if there was none. */
  public Optional<PurchasePast> past(SpendHistory history, AsOfDate asOf) {
    return PurchaseTimes.past(history.before(asOf), years.get(asOf));
  }
}
