package io.spendcast.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A half-open range of UTC days, {@code [from, until)}.
 *
 * @param from the first day inside
 * @param until the first day after; not before {@code from}
 */
public record DateWindow(LocalDate from, LocalDate until) implements Serializable {
  /** Checks the order of the two ends. */
  public DateWindow {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("until " + until + " is before from " + from);
    }
  }

  /** The number of days inside. */
  public long days() {
    return ChronoUnit.DAYS.between(from, until);
  }

  /** Whether the day lies inside. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(until);
  }

  /** The same calendar days, this many years earlier. */
  public DateWindow minusYears(int years) {
    return new DateWindow(from.minusYears(years), until.minusYears(years));
  }

  @Override
  public String toString() {
    return "[" + from + ", " + until + ")";
  }
}
