package io.spendcast.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelPlanTest {
  private static final DateWindow FIVE_YEARS =
      new DateWindow(LocalDate.of(1998, 1, 2), LocalDate.of(2003, 1, 3));
  private static final Horizon QUARTER = new Horizon(90, 0);

  @Test
  void scores_from_the_day_after_the_last_sale_by_default() {
    PanelPlan plan = PanelPlan.monthly(FIVE_YEARS, QUARTER, 12, 4, Optional.empty());
    assertThat(plan.scoring()).isEqualTo(AsOfDate.parse("2003-01-03"));
    assertThat(plan.test()).hasSize(4).last().isEqualTo(AsOfDate.parse("2002-10-01"));
    assertThat(plan.train()).hasSize(12).last().isEqualTo(AsOfDate.parse("2002-04-01"));
    assertThat(plan.all()).hasSize(17).isSorted();
  }

  @Test
  void another_day_of_sales_adds_only_its_own_as_of_date() {
    DateWindow longer = new DateWindow(FIVE_YEARS.from(), FIVE_YEARS.until().plusDays(1));
    PanelPlan before = PanelPlan.monthly(FIVE_YEARS, QUARTER, 12, 4, Optional.empty());
    PanelPlan after = PanelPlan.monthly(longer, QUARTER, 12, 4, Optional.empty());
    assertThat(after.train()).isEqualTo(before.train());
    assertThat(after.test()).isEqualTo(before.test());
    assertThat(after.scoring()).isEqualTo(AsOfDate.parse("2003-01-04"));
  }

  @Property(tries = 200)
  void no_training_label_reaches_a_test_as_of_and_every_test_label_is_known(
      @ForAll @IntRange(min = 1, max = 200) int days,
      @ForAll @IntRange(min = 0, max = 60) int gap,
      @ForAll @IntRange(min = 1, max = 12) int train,
      @ForAll @IntRange(min = 1, max = 6) int test) {
    Horizon horizon = new Horizon(days, gap);
    PanelPlan plan = PanelPlan.monthly(FIVE_YEARS, horizon, train, test, Optional.empty());
    assertThat(plan.train())
        .allSatisfy(
            asOf ->
                assertThat(horizon.window(asOf).until())
                    .isBeforeOrEqualTo(plan.test().get(0).day()));
    assertThat(plan.test())
        .allSatisfy(
            asOf -> assertThat(new ForecastTask(asOf, horizon).isMature(FIVE_YEARS)).isTrue());
    assertThat(plan.test())
        .allSatisfy(
            asOf ->
                assertThat(horizon.window(asOf).until()).isBeforeOrEqualTo(plan.scoring().day()));
  }

  @Test
  void refuses_training_labels_that_reach_into_the_test() {
    assertThatThrownBy(
            () ->
                new PanelPlan(
                    List.of(AsOfDate.parse("2002-04-07")),
                    List.of(AsOfDate.parse("2002-07-05")),
                    AsOfDate.parse("2003-01-03"),
                    QUARTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reach beyond the first test as-of");
  }

  @Test
  void refuses_a_history_that_is_too_short_and_says_what_it_would_take() {
    DateWindow oneYear = new DateWindow(LocalDate.of(2002, 1, 1), LocalDate.of(2003, 1, 1));
    assertThatThrownBy(() -> PanelPlan.monthly(oneYear, QUARTER, 12, 4, Optional.empty()))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("sales start on 2002-01-01");
  }

  private static PanelPlan auto(LocalDate from, int days, Horizon horizon) {
    return PanelPlan.auto(new DateWindow(from, from.plusDays(days)), horizon, 4, Optional.empty());
  }

  private static List<Long> steps(List<AsOfDate> dates) {
    return IntStream.range(1, dates.size())
        .mapToObj(i -> new DateWindow(dates.get(i - 1).day(), dates.get(i).day()).days())
        .distinct()
        .toList();
  }

  @Test
  void as_many_months_as_the_history_bears_are_learned_from() {
    LocalDate from = LocalDate.of(1997, 1, 1);
    assertThat(auto(from, 546, QUARTER).train())
        .hasSize(6)
        .first()
        .isEqualTo(AsOfDate.parse("1997-05-01"));
    assertThat(auto(from, 546, QUARTER).test())
        .hasSize(4)
        .last()
        .isEqualTo(AsOfDate.parse("1998-04-01"));
    assertThat(auto(FIVE_YEARS.from(), 1_800, QUARTER).train()).hasSize(12);
  }

  @Test
  void months_of_a_first_year_without_a_season_are_left_out_where_enough_remain() {
    assertThat(auto(LocalDate.of(2000, 1, 1), 900, QUARTER).train())
        .hasSizeBetween(6, 11)
        .first()
        .isEqualTo(AsOfDate.parse("2001-01-01"));
    assertThat(auto(LocalDate.of(2000, 1, 1), 700, QUARTER).train()).hasSizeBetween(6, 12);
  }

  @Test
  void where_months_are_too_few_there_are_fortnights_and_then_weeks() {
    PanelPlan year = auto(LocalDate.of(2000, 1, 1), 370, QUARTER);
    assertThat(year.train()).hasSizeBetween(4, 6);
    assertThat(steps(year.train())).containsExactly(14L);
    assertThat(steps(year.test())).containsExactly(14L);
    PanelPlan less = auto(LocalDate.of(2000, 1, 1), 330, QUARTER);
    assertThat(less.train()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(steps(less.train())).containsExactly(7L);
  }

  /** docs/getting-started.md and docs/own-tables.md state these numbers. */
  @Test
  void the_least_history_is_enough_whatever_day_it_begins_on() {
    Horizon month = new Horizon(30, 0);
    assertThat(PanelPlan.leastDays(QUARTER, 4)).isEqualTo(326);
    assertThat(PanelPlan.leastDays(month, 4)).isEqualTo(146);
    for (int day = 1; day <= 14; day++) {
      LocalDate from = LocalDate.of(2000, 1, day);
      assertThat(auto(from, 326, QUARTER).train()).hasSizeGreaterThanOrEqualTo(4);
      assertThat(auto(from, 146, month).train()).hasSizeGreaterThanOrEqualTo(4);
      assertThatThrownBy(() -> auto(from, 326 - 14, QUARTER))
          .isInstanceOf(SpendcastException.class)
          .hasMessageContaining("312 days of sales")
          .hasMessageContaining("needs 326");
    }
  }

  @Test
  void another_day_of_sales_adds_only_its_own_date_with_shorter_steps_too() {
    PanelPlan before = auto(LocalDate.of(2000, 1, 3), 335, QUARTER);
    PanelPlan after = auto(LocalDate.of(2000, 1, 3), 336, QUARTER);
    assertThat(after.train()).isEqualTo(before.train());
    assertThat(after.test()).isEqualTo(before.test());
    assertThat(after.scoring()).isNotEqualTo(before.scoring());
  }

  @Test
  void refuses_an_as_of_date_after_the_end_of_the_sales() {
    assertThatThrownBy(
            () ->
                PanelPlan.monthly(
                    FIVE_YEARS, QUARTER, 1, 1, Optional.of(AsOfDate.parse("2003-01-04"))))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("the sales end on 2003-01-02");
  }

  @Test
  void a_label_is_known_exactly_when_its_window_has_closed() {
    assertThat(new ForecastTask(AsOfDate.parse("2002-10-05"), QUARTER).isMature(FIVE_YEARS))
        .isTrue();
    assertThat(new ForecastTask(AsOfDate.parse("2002-10-06"), QUARTER).isMature(FIVE_YEARS))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5})
  void tunes_within_the_training_as_ofs_and_purged(int validation) {
    PanelPlan plan = PanelPlan.monthly(FIVE_YEARS, QUARTER, 12, 4, Optional.empty());
    PanelPlan inner = plan.inner(validation);
    assertThat(inner.test()).hasSize(validation).endsWith(plan.train().get(11));
    assertThat(plan.train()).containsAll(inner.all());
    assertThat(inner.train())
        .containsExactlyElementsOf(
            plan.train().stream()
                .filter(asOf -> !QUARTER.window(asOf).until().isAfter(inner.test().get(0).day()))
                .toList())
        .hasSize(12 - validation - 2);
  }

  @Test
  void refuses_to_tune_on_so_many_that_none_is_left_to_learn_from() {
    PanelPlan plan = PanelPlan.monthly(FIVE_YEARS, QUARTER, 5, 4, Optional.empty());
    assertThat(plan.inner(2).train()).hasSize(1);
    for (int tooMany : new int[] {3, 5, 9}) {
      assertThatThrownBy(() -> plan.inner(tooMany))
          .isInstanceOf(SpendcastException.class)
          .hasMessageContaining("of 5 training as-of dates");
    }
  }
}
