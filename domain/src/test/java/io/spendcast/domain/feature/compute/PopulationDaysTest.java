package io.spendcast.domain.feature.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopulationDaysTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("2001-01-01");
  private static final PopulationDays DAYS =
      PopulationDays.of(
          List.of(
              total("2000-03-01", "2000-03-01"),
              total("2000-02-01", "2001-01-01"),
              total("2000-07-01", "2000-07-01"),
              total("2001-01-01", "2001-01-01")));

  private static DayTotal total(String day, String known) {
    return new DayTotal(LocalDate.parse(day), LocalDate.parse(known), BigDecimal.TEN);
  }

  @Test
  void the_history_begins_with_the_first_day_that_was_known() {
    assertThat(DAYS.observedDays(AS_OF)).isEqualTo(306);
    assertThat(DAYS.before(AS_OF).known())
        .isEqualTo(new DateWindow(LocalDate.parse("2000-03-01"), AS_OF.day()));
  }

  @Test
  void a_day_that_becomes_known_later_counts_from_the_next_date_on() {
    assertThat(DAYS.observedDays(new AsOfDate(AS_OF.day().plusDays(1)))).isEqualTo(336);
  }

  @Test
  void nothing_is_observed_before_the_first_sale() {
    assertThat(DAYS.observedDays(AsOfDate.parse("2000-03-01"))).isZero();
    assertThat(
            DAYS.before(AsOfDate.parse("2000-03-01"))
                .isObserved(new DateWindow(LocalDate.EPOCH, AS_OF.day())))
        .isFalse();
  }
}
