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
