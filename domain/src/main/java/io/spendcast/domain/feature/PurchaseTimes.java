package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.BgNbd;
import io.spendcast.domain.btyd.PurchaseRecord;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A customer's purchases in weeks of the population's season at an as-of date: a week of December
 * counts for more than one of July, so that buying at a constant rate in this time is buying with
 * the season. Under two whole years of history, when season and growth of the customer base cannot
 * be told apart, weeks are those of the calendar.
 */
final class PurchaseTimes implements Serializable {
  private static final double DAYS_OF_WEEK = 7;
  private static final double WEEKS_OF_YEAR = 365.25 / DAYS_OF_WEEK;

  private final long firstDay;
  private final double[] weeksSince;
  private final double untilWindow;
  private final double window;

  PurchaseTimes(SeasonProfile.Past season, Horizon horizon) {
    AsOfDate asOf = season.asOf();
    firstDay = asOf.day().toEpochDay() - season.observedDays();
    weeksSince = new double[(int) season.observedDays() + 1];
    boolean seasonal = season.tellsSeasonFromGrowth();
    for (int i = 0; i < weeksSince.length - 1; i++) {
      weeksSince[i] =
          seasonal
              ? season.weightSince(LocalDate.ofEpochDay(firstDay + i)) * WEEKS_OF_YEAR
              : (weeksSince.length - 1 - i) / DAYS_OF_WEEK;
    }
    DateWindow forecast = horizon.window(asOf);
    DateWindow gap = new DateWindow(asOf.day(), forecast.from());
    untilWindow = gap.days() == 0 ? 0 : weeks(gap, season, seasonal);
    window = weeks(forecast, season, seasonal);
  }

  private static double weeks(DateWindow days, SeasonProfile.Past season, boolean seasonal) {
    return seasonal ? season.weight(days) * WEEKS_OF_YEAR : days.days() / DAYS_OF_WEEK;
  }

  /** What the customer's purchases tell; empty if there is none. */
  Optional<PurchaseRecord> record(SpendPast past) {
    long[] days = past.orderDays(SalesFilter.ALL, Days.ALL);
    if (days.length == 0) {
      return Optional.empty();
    }
    int repeats = days.length - 1;
    double age = since(days[0]);
    Days later = new Days(days[0] + 1, past.cut());
    double value = past.sum(Measure.SPEND, SalesFilter.ALL, later);
    return Optional.of(
        new PurchaseRecord(
            repeats, age - since(days[repeats]), age, repeats == 0 ? 0 : value / repeats));
  }

  /** A customer's sale may be older than what is known of the population. */
  private double since(long day) {
    return weeksSince[(int) Math.min(weeksSince.length - 1, Math.max(0, day - firstDay))];
  }

  /** The purchases to expect in the forecast window. */
  double expectedPurchases(BgNbd model, PurchaseRecord customer) {
    double until = model.expectedPurchases(customer, untilWindow + window);
    return untilWindow == 0 ? until : until - model.expectedPurchases(customer, untilWindow);
  }
}
