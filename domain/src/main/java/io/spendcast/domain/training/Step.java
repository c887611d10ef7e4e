package io.spendcast.domain.training;

import io.spendcast.domain.AsOfDate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The distance between as-of dates. Dates are the same whatever day it is, so that another day of
 * sales adds its own date only.
 */
enum Step {
  /** The first days of months. */
  MONTHLY(6) {
    @Override
    LocalDate latest(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate back(LocalDate date, int steps) {
      return date.minusMonths(steps);
    }
  },
  /** Every second Monday. */
  FORTNIGHTLY(4) {
    @Override
    LocalDate latest(LocalDate day) {
      LocalDate monday = WEEKLY.latest(day);
      return monday.minusWeeks(ChronoUnit.WEEKS.between(SOME_MONDAY, monday) % 2 == 0 ? 0 : 1);
    }

    @Override
    LocalDate back(LocalDate date, int steps) {
      return date.minusWeeks(2L * steps);
    }
  },
  /** Mondays. */
  WEEKLY(4) {
    @Override
    LocalDate latest(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @Override
    LocalDate back(LocalDate date, int steps) {
      return date.minusWeeks(steps);
    }
  };

  private static final LocalDate SOME_MONDAY = LocalDate.of(1970, 1, 5);

  private final int fewest;

  Step(int fewest) {
    this.fewest = fewest;
  }

  /** The last date of the series that is not after a day. */
  abstract LocalDate latest(LocalDate day);

  /** The date so many steps before. */
  abstract LocalDate back(LocalDate date, int steps);

  /** With fewer training dates of this step, those of a shorter step say more. */
  int fewest() {
    return fewest;
  }

  /** So many dates, the last of them not after another date, ascending. */
  List<AsOfDate> until(AsOfDate last, int count) {
    LocalDate latest = latest(last.day());
    return IntStream.range(0, count)
        .mapToObj(i -> new AsOfDate(back(latest, count - 1 - i)))
        .toList();
  }
}
