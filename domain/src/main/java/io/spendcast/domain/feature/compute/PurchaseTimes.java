package io.spendcast.domain.feature.compute;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.BgNbd;
import io.spendcast.domain.btyd.PurchasePast;
import io.spendcast.domain.btyd.PurchaseRecord;
import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.season.PastYears;
import io.spendcast.domain.season.SeasonClock;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A customer's purchases, and the forecast window, in the weeks of a clock.
 *
 * @param clock of the calendar, or of the season
 * @param untilWindow weeks from the as-of date to the forecast window
 * @param window weeks of the forecast window
 */
record PurchaseTimes(SeasonClock clock, double untilWindow, double window) implements Serializable {
  static PurchaseTimes of(SeasonClock clock, Horizon horizon, PopulationDays.Past population) {
    DateWindow forecast = horizon.window(population.asOf());
    return new PurchaseTimes(
        clock,
        clock.weeks(new DateWindow(population.asOf().day(), forecast.from())),
        clock.weeks(forecast));
  }

  /** What was known of the customer's purchases; empty if there was none. */
  static Optional<PurchasePast> past(SpendPast past, PastYears years) {
    long[] days = past.orderDays();
    if (days.length == 0) {
      return Optional.empty();
    }
    Map<Integer, Integer> repeats = new TreeMap<>();
    for (int i = 1; i < days.length; i++) {
      repeats.merge(years.slot(LocalDate.ofEpochDay(days[i])), 1, Integer::sum);
    }
    return Optional.of(
        new PurchasePast(
            LocalDate.ofEpochDay(days[0]),
            LocalDate.ofEpochDay(days[days.length - 1]),
            repeats,
            meanRepeat(past, days)));
  }

  private static double meanRepeat(SpendPast past, long[] days) {
    double value = past.sum(Measure.SPEND, SalesFilter.ALL, new Days(days[0] + 1, past.cut()));
    return days.length == 1 ? 0 : value / (days.length - 1);
  }

  /** What the customer's purchases say; empty if there is none. */
  Optional<PurchaseRecord> record(SpendPast past) {
    long[] days = past.orderDays();
    if (days.length == 0) {
      return Optional.empty();
    }
    double age = since(days[0]);
    return Optional.of(
        new PurchaseRecord(
            days.length - 1, age - since(days[days.length - 1]), age, meanRepeat(past, days)));
  }

  /** Weeks from the beginning of a day to the as-of date. */
  double since(long day) {
    return clock.weeksSince(LocalDate.ofEpochDay(day));
  }

  /** The purchases to expect in the forecast window. */
  double expectedPurchases(BgNbd model, PurchaseRecord customer) {
    double until = model.expectedPurchases(customer, untilWindow + window);
    return untilWindow == 0 ? until : until - model.expectedPurchases(customer, untilWindow);
  }
}
