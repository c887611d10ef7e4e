package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.SpendTarget;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What is forecast.
 *
 * @param horizonDays length of the forecast window in days
 * @param gapDays days between the as-of date and the window
 * @param asOf {@code latest} or an ISO date
 * @param target {@code gross} or {@code net}: what counts as spend
 */
public record ForecastSection(int horizonDays, int gapDays, String asOf, String target) {
  private static final String LATEST = "latest";
  private static final int LONGEST = 3660;

  /** Checks ranges and date. */
  public ForecastSection {
    new Rules()
        .require(
            horizonDays >= 1 && horizonDays <= LONGEST,
            "horizon-days",
            "be 1 to " + LONGEST,
            horizonDays)
        .require(gapDays >= 0 && gapDays <= LONGEST, "gap-days", "be 0 to " + LONGEST, gapDays)
        .require(
            asOf.equals(LATEST) || isDate(asOf),
            "as-of",
            "be latest or a date such as 2002-09-30",
            asOf)
        .require(SpendTarget.find(target).isPresent(), "target", "be gross or net", target)
        .check();
  }

  /** The forecast window relative to an as-of date. */
  public Horizon horizon() {
    return new Horizon(horizonDays, gapDays);
  }

  /** The as-of date to forecast from; empty is the day after the last sale. */
  public Optional<AsOfDate> fixedAsOf() {
    return asOf.equals(LATEST) ? Optional.empty() : Optional.of(AsOfDate.parse(asOf));
  }

  /** What counts as spend. */
  public SpendTarget spendTarget() {
    return SpendTarget.find(target).orElseThrow();
  }

  private static boolean isDate(String text) {
    try {
      AsOfDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
