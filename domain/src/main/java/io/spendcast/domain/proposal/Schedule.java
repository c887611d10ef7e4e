package io.spendcast.domain.proposal;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.PanelPlan;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far to forecast, and from how many as-of dates to learn and to judge.
 *
 * @param horizonDays length of the forecast window
 * @param trainAsOfs as-of dates to learn from
 * @param testAsOfs as-of dates to judge on
 */
public record Schedule(int horizonDays, int trainAsOfs, int testAsOfs) {
  private static final int FEW = 2;
  private static final int MONTH = 30;

  /** The wanted schedule, or the nearest one that the days bear; empty if they bear none. */
  public static Optional<Schedule> of(DateWindow salesDays, Schedule wanted) {
    return Stream.of(wanted.horizonDays, Math.min(MONTH, wanted.horizonDays))
        .flatMap(days -> wanted.shorter(days))
        .filter(schedule -> schedule.fits(salesDays))
        .findFirst();
  }

  private Stream<Schedule> shorter(int days) {
    return Stream.of(testAsOfs, Math.min(FEW, testAsOfs))
        .flatMap(
            tests ->
                IntStream.rangeClosed(0, Math.max(0, trainAsOfs - FEW))
                    .mapToObj(less -> new Schedule(days, trainAsOfs - less, tests)));
  }

  private boolean fits(DateWindow days) {
    try {
      PanelPlan.monthly(days, new Horizon(horizonDays, 0), trainAsOfs, testAsOfs, Optional.empty());
      return true;
    } catch (SpendcastException e) {
      return false;
    }
  }
}
