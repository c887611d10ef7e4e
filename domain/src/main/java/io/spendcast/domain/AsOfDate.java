package io.spendcast.domain;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The date at which a forecast is made: everything before its first instant (UTC) is known, nothing
 * from then on.
 *
 * @param day the UTC day
 */
public record AsOfDate(LocalDate day) implements Comparable<AsOfDate>, Serializable {
  /** Checks that there is a day. */
  public AsOfDate {
    Objects.requireNonNull(day, "day");
  }

  /** Reads an ISO date such as {@code 2002-09-30}. */
  public static AsOfDate parse(String text) {
    return new AsOfDate(LocalDate.parse(text));
  }

  /** The as-of date this many months earlier; the end of a shorter month stands in for its day. */
  public AsOfDate minusMonths(int months) {
    return new AsOfDate(day.minusMonths(months));
  }

  /** The as-of date this many days earlier. */
  public AsOfDate minusDays(int days) {
    return new AsOfDate(day.minusDays(days));
  }

  @Override
  public int compareTo(AsOfDate other) {
    return day.compareTo(other.day);
  }

  @Override
  public String toString() {
    return day.toString();
  }
}
