package io.spendcast.domain.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private static final Schedule WANTED = new Schedule(90, Optional.of(12), 4);
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "1800, 90, 12, 4",
    "660, 90, 10, 4",
    "420, 90, 2, 4",
    "270, 30, 3, 4",
    "200, 30, 3, 2"
  })
  void a_shorter_history_has_fewer_dates_and_then_a_shorter_horizon(
      int days, int horizon, int train, int test) {
    assertThat(Schedule.of(new DateWindow(FIRST, FIRST.plusDays(days)), WANTED))
        .hasValue(new Schedule(horizon, Optional.of(train), test));
  }

  @ParameterizedTest
  @CsvSource({"1800, 90, 4", "330, 90, 4", "306, 90, 2", "200, 30, 4", "130, 30, 2"})
  void as_many_dates_as_the_history_bears_leave_the_horizon_as_long_as_they_can(
      int days, int horizon, int test) {
    assertThat(
            Schedule.of(
                new DateWindow(FIRST, FIRST.plusDays(days)), new Schedule(90, Optional.empty(), 4)))
        .hasValue(new Schedule(horizon, Optional.empty(), test));
  }

  @ParameterizedTest
  @CsvSource({"30", "90"})
  void a_history_of_a_few_weeks_bears_none(int days) {
    assertThat(Schedule.of(new DateWindow(FIRST, FIRST.plusDays(days)), WANTED)).isEmpty();
  }
}
