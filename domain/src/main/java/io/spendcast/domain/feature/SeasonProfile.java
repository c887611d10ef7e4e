package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole population's spend per day, from which the season of a window is read.
 *
 * <p>The weight of a window is the mean spend in the same calendar days of earlier years, divided
 * by the mean spend of the complete years before the as-of date. Only what had happened and was
 * known before the as-of date counts, so the weight is known when the forecast is made.
 */
public final class SeasonProfile implements Serializable {
  private final List<DayTotal> totals;

  private SeasonProfile(Collection<DayTotal> totals) {
    this.totals = List.copyOf(totals);
  }

  /** The profile of these totals, in the retailer's currency; may be empty. */
  public static SeasonProfile of(Collection<DayTotal> totals) {
    return new SeasonProfile(totals);
  }

  /** What was known of it before the as-of date. */
  Past before(AsOfDate asOf) {
    TreeMap<LocalDate, BigDecimal> totals = new TreeMap<>();
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<LocalDate, BigDecimal> day : knownSpend(asOf).entrySet()) {
      total = total.add(day.getValue());
      totals.put(day.getKey(), total);
    }
    return new Past(asOf, totals);
  }

  private SortedMap<LocalDate, BigDecimal> knownSpend(AsOfDate asOf) {
    SortedMap<LocalDate, BigDecimal> known = new TreeMap<>();
    for (DayTotal total : totals) {
      if (total.day().isBefore(asOf.day()) && total.knownDay().isBefore(asOf.day())) {
        known.merge(total.day(), total.spend(), BigDecimal::add);
      }
    }
    return known;
  }

  /** Days of history before the as-of date, counted from the first day with a sale; at least 0. */
  public long observedDays(AsOfDate asOf) {
    return before(asOf).observedDays();
  }

  /** The season weight of a window, or NaN with less than one year of history. */
  public double weight(DateWindow window, AsOfDate asOf) {
    return before(asOf).weight(window);
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
   * The profile at an as-of date.
   *
   * @param asOf the date
   * @param totals by day with a sale, what was spent until its end: sums cost two searches
   */
  record Past(AsOfDate asOf, TreeMap<LocalDate, BigDecimal> totals) {
    long observedDays() {
      return totals.isEmpty() ? 0 : new DateWindow(totals.firstKey(), asOf.day()).days();
    }

    /**
     * The season weight of all days from one on to the as-of date, a year's being 1; NaN with less
     * than one year of history. The days before the last whole years weigh what the same calendar
     * days weigh in those.
     */
    double weightSince(LocalDate from) {
      double inRest = 0;
      double inYears = 0;
      int whole = wholeYearsSince(from);
      for (int back = 1; isObserved(yearBefore(back)); back++) {
        DateWindow year = yearBefore(back);
        inRest += spend(new DateWindow(from.plusYears(whole + 1L - back), year.until()));
        inYears += spend(year);
      }
      return inYears == 0 ? Double.NaN : whole + inRest / inYears;
    }

    /**
     * Whether the history can tell season from growth: in its first year every rise may be either,
     * so a profile of one year is of the growth as much as of the season.
     */
    boolean tellsSeasonFromGrowth() {
      return isObserved(yearBefore(2)) && !Double.isNaN(historyWeight());
    }

    private int wholeYearsSince(LocalDate from) {
      int years = 0;
      while (!asOf.day().minusYears(years + 1L).isBefore(from)) {
        years++;
      }
      return years;
    }

    /** The season weight of all days with history. */
    double historyWeight() {
      return totals.isEmpty() ? Double.NaN : weightSince(totals.firstKey());
    }

    double weight(DateWindow window) {
      double inWindow = 0;
      int windows = 0;
      double inYears = 0;
      int years = 0;
      for (int back = 1; isObserved(yearBefore(back)); back++) {
        inYears += spend(yearBefore(back));
        years++;
        DateWindow same = window.minusYears(back);
        if (!same.until().isAfter(asOf.day()) && isObserved(same)) {
          inWindow += spend(same);
          windows++;
        }
      }
      return windows == 0 || inYears == 0 ? Double.NaN : (inWindow / windows) / (inYears / years);
    }

    /** Whether the history reaches back to the first day of the window. */
    boolean isObserved(DateWindow window) {
      return !totals.isEmpty() && !window.from().isBefore(totals.firstKey());
    }

    private DateWindow yearBefore(int back) {
      return new DateWindow(asOf.day().minusYears(back), asOf.day().minusYears(back - 1));
    }

    private double spend(DateWindow window) {
      return before(window.until()).subtract(before(window.from())).doubleValue();
    }

    private BigDecimal before(LocalDate day) {
      Map.Entry<LocalDate, BigDecimal> last = totals.lowerEntry(day);
      return last == null ? BigDecimal.ZERO : last.getValue();
    }
  }
}
