package io.spendcast.domain.season;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Weeks before and after the end of what is known. In weeks of the season a day counts for as much
 * as is bought on it, so that buying at a constant rate in them is buying with the season; over a
 * year they are as many as those of the calendar. Immutable.
 */
public final class SeasonClock implements Serializable {
  private static final double DAYS_OF_WEEK = 7;
  private static final double WEEKS_OF_YEAR = 365.25 / DAYS_OF_WEEK;

  private final Season season;
  private final LocalDate first;
  private final double[] weeksSince;

  private SeasonClock(Season season, DateWindow known) {
    this.season = season;
    this.first = known.from();
    this.weeksSince = new double[(int) known.days() + 1];
    for (int i = weeksSince.length - 2; i >= 0; i--) {
      LocalDate day = first.plusDays(i);
      weeksSince[i] = weeksSince[i + 1] + weeks(new DateWindow(day, day.plusDays(1)));
    }
  }

  /** In weeks of the calendar. */
  public static SeasonClock calendar(DateWindow known) {
    return new SeasonClock(Season.UNKNOWN, known);
  }

  /** In weeks of a season that is known. */
  public static SeasonClock of(Season season, DateWindow known) {
    return new SeasonClock(season, known);
  }

  /** How long ago a day began, in weeks; a day before all that is known counts as its first. */
  public double weeksSince(LocalDate day) {
    long at = ChronoUnit.DAYS.between(first, day);
    return weeksSince[(int) Math.min(weeksSince.length - 1, Math.max(0, at))];
  }

  /** How long a window is, in weeks. */
  public double weeks(DateWindow window) {
    return season.isKnown() ? season.weight(window) * WEEKS_OF_YEAR : window.days() / DAYS_OF_WEEK;
  }
}
