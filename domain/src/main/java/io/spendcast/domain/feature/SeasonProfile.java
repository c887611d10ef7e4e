package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole population's spend per day, from which the season of a window is read.
 *
 * <p>The weight of a window is the mean spend in the same calendar days of earlier years, divided
 * by the mean spend of the complete years before the as-of date. Only days before the as-of date
 * count, so the weight is known when the forecast is made.
 */
public final class SeasonProfile implements Serializable {
  private final TreeMap<LocalDate, BigDecimal> spendByDay;

  private SeasonProfile(Map<LocalDate, BigDecimal> spendByDay) {
    this.spendByDay = new TreeMap<>(spendByDay);
  }

  /** The profile of these daily totals, in the retailer's currency; may be empty. */
  public static SeasonProfile of(Map<LocalDate, BigDecimal> spendByDay) {
    return new SeasonProfile(spendByDay);
  }

  /** Days of history before the as-of date, counted from the first day with a sale; at least 0. */
  public long observedDays(AsOfDate asOf) {
    return spendByDay.isEmpty() || !spendByDay.firstKey().isBefore(asOf.day())
        ? 0
        : new DateWindow(spendByDay.firstKey(), asOf.day()).days();
  }

  /** Whether the history covers the window at the as-of date. */
  public boolean covers(FeatureWindow window, AsOfDate asOf) {
    return observedDays(asOf) >= window.days();
  }

  /** The season weight of a window, or NaN with less than one year of history. */
  public double weight(DateWindow window, AsOfDate asOf) {
    double inWindow = 0;
    int windows = 0;
    double inYears = 0;
    int years = 0;
    for (int back = 1; observed(yearBefore(asOf, back)); back++) {
      inYears += spend(yearBefore(asOf, back));
      years++;
      DateWindow same = window.minusYears(back);
      if (!same.until().isAfter(asOf.day()) && observed(same)) {
        inWindow += spend(same);
        windows++;
      }
    }
    return windows == 0 || inYears == 0 ? Double.NaN : (inWindow / windows) / (inYears / years);
  }

  private static DateWindow yearBefore(AsOfDate asOf, int back) {
    return new DateWindow(asOf.day().minusYears(back), asOf.day().minusYears(back - 1));
  }

  private boolean observed(DateWindow window) {
    return !spendByDay.isEmpty() && !window.from().isBefore(spendByDay.firstKey());
  }

  private double spend(DateWindow window) {
    return spendByDay.subMap(window.from(), window.until()).values().stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }
}
