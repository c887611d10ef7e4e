package io.spendcast.domain.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private static final Schedule WANTED = new Schedule(90, 12, 4);
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
        .hasValue(new Schedule(horizon, train, test));
  }

  @ParameterizedTest
  @CsvSource({"30", "90"})
  void a_history_of_a_few_weeks_bears_none(int days) {
    assertThat(Schedule.of(new DateWindow(FIRST, FIRST.plusDays(days)), WANTED)).isEmpty();
  }
}
