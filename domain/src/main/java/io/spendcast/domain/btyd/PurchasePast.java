package io.spendcast.domain.btyd;

import io.spendcast.domain.season.SeasonClock;
import java.time.LocalDate;
import java.util.Map;

/**
 * What was known of a customer's purchases at an as-of date.
 *
 * @param first the first day with one
 * @param last the last day with one
 * @param repeats by {@link io.spendcast.domain.season.PastYears#slot}, the number of later days
 *     with one
 * @param meanValue mean value of the repeated purchases, in currency; 0 if there are none
 */
public record PurchasePast(
    LocalDate first, LocalDate last, Map<Integer, Integer> repeats, double meanValue) {
  /** Copies the map. */
  public PurchasePast {
    repeats = Map.copyOf(repeats);
  }

  /** The same in the time of a clock that ends at the as-of date. */
  public PurchaseRecord record(SeasonClock clock) {
    double age = clock.weeksSince(first);
    int times = repeats.values().stream().mapToInt(Integer::intValue).sum();
    return new PurchaseRecord(times, age - clock.weeksSince(last), age, meanValue);
  }
}
