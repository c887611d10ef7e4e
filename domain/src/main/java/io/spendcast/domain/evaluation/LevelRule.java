package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the total of a model's forecasts can be planned with: over all test dates, and over the
 * later half of them with its trend, so that a level that drifts away is seen though the dates make
 * up for one another.
 */
final class LevelRule {
  /** The last dates are fewer and may be off by so much more. */
  private static final double RECENT = 1.5;

  /** Chance excuses a total whose interval covers zero, but not one that is off by so much more. */
  private static final double BY_CHANCE = 3;

  /** A level that moves may be expected to be off by so much more when the forecast is due. */
  private static final double BY_TREND = 2.5;

  /** Where one customer has more than this share of the spend, chance excuses nothing. */
  private static final double ONE_CUSTOMER = 1.0 / 3;

  private final PanelErrors errors;
  private final double tolerance;
  private final int recentDates;
  private final ErrorSums earlier;
  private final ErrorSums recent;

  /**
   * Of models on the same rows.
   *
   * @param tolerance largest allowed |Σŷ/Σy − 1| over all dates
   */
  LevelRule(PanelErrors errors, double tolerance) {
    this.errors = errors;
    this.tolerance = tolerance;
    List<AsOfDate> dates = errors.asOfs();
    this.recentDates = errors.recentAsOfs().size();
    this.earlier = errors.over(dates.subList(0, dates.size() - recentDates));
    this.recent = errors.over(errors.recentAsOfs());
  }

  /** Over the last dates, which say most about the next. */
  ErrorSums recent() {
    return recent;
  }

  /** What speaks against a model's level, in words; empty if nothing does. */
  List<String> against(int model) {
    if (!(errors.pooled().labelTotal() > 0)) {
      return List.of("nothing was spent in the test windows, so no level can be judged");
    }
    List<String> against = new ArrayList<>();
    Interval pooled = errors.pooled().totalSpendError(model);
    double largest = errors.pooled().concentration().largestShareOfSpend();
    boolean excusable = largest <= ONE_CUSTOMER;
    if (isOff(pooled, tolerance, excusable)) {
      against.add("its total is off by " + pooled.asShare() + concentration(largest));
    }
    againstRecent(model, excusable).ifPresent(against::add);
    return against;
  }

  private static String concentration(double largest) {
    return largest <= ONE_CUSTOMER
        ? ""
        : String.format(
            Locale.ROOT, ", and up to %.0f %% of the spend is one customer's", 100 * largest);
  }

  /** Of the last dates, and where their trend leads to. */
  private Optional<String> againstRecent(int model, boolean excusable) {
    int dates = errors.asOfs().size();
    if (recentDates == dates) {
      return Optional.empty();
    }
    Interval last = recent.totalSpendError(model);
    if (isOff(last, RECENT * tolerance, excusable)) {
      return Optional.of(
          "its total at the last %s of %s test dates is off by %s, by date %s"
              .formatted(recentDates, dates, last.asShare(), byDate(model)));
    }
    Interval first = earlier.totalSpendError(model);
    double next = 2 * last.value() - first.value();
    return areApart(first, last) && Math.abs(next) > BY_TREND * tolerance
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "its total drifts, by date %s, so it may be off by %+.0f %% when the forecast is due",
                byDate(model),
                100 * next))
        : Optional.empty();
  }

  /** Chance may make a trend of dates whose intervals meet. */
  private static boolean areApart(Interval first, Interval last) {
    return first.hasBounds()
        && last.hasBounds()
        && (first.high() < last.low() || last.high() < first.low());
  }

  private static boolean isOff(Interval error, double tolerance, boolean excusable) {
    double size = Math.abs(error.value());
    boolean excused = excusable && error.coversZero() && size <= BY_CHANCE * tolerance;
    return !(size <= tolerance || excused);
  }

  private String byDate(int model) {
    return errors.byAsOf().values().stream()
        .map(date -> date.totalSpendError(model).value())
        .map(
            error ->
                Double.isFinite(error)
                    ? String.format(Locale.ROOT, "%+.0f %%", 100 * error)
                    : "undefined")
        .collect(Collectors.joining(", "));
  }
}
