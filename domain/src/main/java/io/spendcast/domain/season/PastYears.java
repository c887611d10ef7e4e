package io.spendcast.domain.season;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Places days in the years before the end of what is known, and in the thirds of their months. The
 * same day of another year is in the same third.
 *
 * @param known from the first day with a sale to the as-of date
 */
public record PastYears(DateWindow known) implements Serializable {
  private static final int DAYS_OF_COHORT = 91;

  /** How many whole years are known. */
  public int whole() {
    int years = 0;
    while (!known.until().minusYears(years + 1L).isBefore(known.from())) {
      years++;
    }
    return years;
  }

  /** The year before the end that a day is in, from 0 on, times 36, and its third of the year. */
  public int slot(LocalDate day) {
    int years = (int) ChronoUnit.YEARS.between(day, known.until());
    while (day.isBefore(known.until().minusYears(years + 1L))) {
      years++;
    }
    while (years > 0 && !day.isBefore(known.until().minusYears(years))) {
      years--;
    }
    return years * Season.THIRDS + Season.third(day);
  }

  /** The quarter before the end in which somebody bought first. */
  int cohort(LocalDate first) {
    return (int) (ChronoUnit.DAYS.between(first, known.until()) / DAYS_OF_COHORT);
  }
}
