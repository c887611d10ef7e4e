package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * The days on which the whole population bought, as they became known: how long the history behind
 * an as-of date is. What happened or became known from that date on does not count.
 */
public final class PopulationDays implements Serializable {
  private final List<DayTotal> totals;

  private PopulationDays(Collection<DayTotal> totals) {
    this.totals = List.copyOf(totals);
  }

  /** The days of these totals; may be empty. */
  public static PopulationDays of(Collection<DayTotal> totals) {
    return new PopulationDays(totals);
  }

  /** What was known of them before the as-of date. */
  Past before(AsOfDate asOf) {
    LocalDate first =
        totals.stream()
            .filter(total -> total.day().isBefore(asOf.day()))
            .filter(total -> total.knownDay().isBefore(asOf.day()))
            .map(DayTotal::day)
            .min(LocalDate::compareTo)
            .orElse(asOf.day());
    return new Past(asOf, new DateWindow(first, asOf.day()));
  }

  /** Days of history before the as-of date, counted from the first day with a sale; at least 0. */
  public long observedDays(AsOfDate asOf) {
    return before(asOf).observedDays();
  }

  /**
   * What all customers spent on a day, as far as it became known on a day.
   *
   * @param day the UTC day with a sale
   * @param knownDay the UTC day on which it became known
   * @param spend amount bought, in the retailer's currency; a correction holds the difference
   */
  public record DayTotal(LocalDate day, LocalDate knownDay, BigDecimal spend)
      implements Serializable {}

  /**
   * The history at an as-of date.
   *
   * @param asOf the date
   * @param known from the first day with a sale to the as-of date; empty without a sale
   */
  record Past(AsOfDate asOf, DateWindow known) {
    long observedDays() {
      return known.days();
    }

    /** Whether the history reaches back to the first day of the window. */
    boolean isObserved(DateWindow window) {
      return observedDays() > 0 && !window.from().isBefore(known.from());
    }
  }
}
