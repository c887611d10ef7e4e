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
 * @param trainAsOfs as-of dates to learn from; empty for as many as the history bears
 * @param testAsOfs as-of dates to judge on
 */
public record Schedule(int horizonDays, Optional<Integer> trainAsOfs, int testAsOfs) {
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
                trainAsOfs
                    .map(Schedule::counts)
                    .orElse(Stream.of(Optional.empty()))
                    .map(trains -> new Schedule(days, trains, tests)));
  }

  private static Stream<Optional<Integer>> counts(int most) {
    return IntStream.rangeClosed(0, Math.max(0, most - FEW))
        .mapToObj(less -> Optional.of(most - less));
  }

  private boolean fits(DateWindow days) {
    Horizon horizon = new Horizon(horizonDays, 0);
    try {
      return !trainAsOfs
          .map(trains -> PanelPlan.monthly(days, horizon, trains, testAsOfs, Optional.empty()))
          .orElseGet(() -> PanelPlan.auto(days, horizon, testAsOfs, Optional.empty()))
          .train()
          .isEmpty();
    } catch (SpendcastException e) {
      return false;
    }
  }
}
