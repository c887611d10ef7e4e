package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether the total of a model's forecasts can be planned with: over all test dates, and over the
 * later half of them, so that a level that drifts away is seen though the dates make up for one
 * another.
 *
 * @param tolerance largest allowed |Σŷ/Σy − 1| over all dates
 */
record LevelRule(double tolerance) {
  /** The last dates are fewer and may be off by so much more. */
  private static final double RECENT = 1.5;

  /** Chance excuses a total whose interval covers zero, but not one that is off by so much more. */
  private static final double BY_CHANCE = 3;

  /** Where one customer has more than this share of the spend, chance excuses nothing. */
  private static final double ONE_CUSTOMER = 1.0 / 3;

  /** What speaks against a model's level, in words; empty if nothing does. */
  List<String> against(PanelErrors errors, int model) {
    if (!(errors.pooled().labelTotal() > 0)) {
      return List.of("nothing was spent in the test windows, so no level can be judged");
    }
    List<String> against = new ArrayList<>();
    Interval pooled = errors.pooled().totalSpendError(model);
    boolean excusable = errors.pooled().concentration().largestShareOfSpend() <= ONE_CUSTOMER;
    if (isOff(pooled, tolerance, excusable)) {
      against.add("its total is off by " + pooled.asShare());
    }
    List<AsOfDate> recent = errors.recentAsOfs();
    Interval last = errors.over(recent).totalSpendError(model);
    if (recent.size() < errors.asOfs().size() && isOff(last, RECENT * tolerance, excusable)) {
      against.add(
          "its total at the last %s of %s test dates is off by %s, by date %s"
              .formatted(
                  recent.size(), errors.asOfs().size(), last.asShare(), byDate(errors, model)));
    }
    return against;
  }

  private static boolean isOff(Interval error, double tolerance, boolean excusable) {
    double size = Math.abs(error.value());
    boolean excused = excusable && error.coversZero() && size <= BY_CHANCE * tolerance;
    return !(size <= tolerance || excused);
  }

  private static String byDate(PanelErrors errors, int model) {
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
