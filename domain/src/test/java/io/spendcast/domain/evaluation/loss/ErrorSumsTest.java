package io.spendcast.domain.evaluation.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorSumsTest {
  private static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(200, 7);

  /** Labels 0, 10, 20; model 0 says 10 each time, model 1 says 0, 10, 26. */
  private static ErrorSums threeRows() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 2);
    sums.add(1, 0, new double[] {10, 0});
    sums.add(2, 10, new double[] {10, 10});
    sums.add(3, 20, new double[] {10, 26});
    return sums;
  }

  @Test
  void knowing_the_season_is_no_skill_within_dates() {
    ErrorSums winter = new ErrorSums(BOOTSTRAP, 2);
    ErrorSums summer = new ErrorSums(BOOTSTRAP, 2);
    for (int row = 0; row < 300; row++) {
      long customer = CustomerBootstrap.hash("c" + row);
      winter.add(customer, 9 + row % 3, new double[] {10, 6});
      summer.add(customer, 1 + row % 3, new double[] {2, 6});
    }
    PanelErrors errors =
        PanelErrors.of(
            BOOTSTRAP,
            2,
            Map.of(AsOfDate.parse("2002-01-01"), winter, AsOfDate.parse("2002-07-01"), summer));
    assertThat(errors.pooled().skill(0, 1).low()).isPositive();
    assertThat(errors.skillWithinDates(0, 1).value()).isCloseTo(0, within(1e-12));
  }

  @Test
  void telling_customers_apart_is_skill_within_dates() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 2);
    for (int row = 0; row < 300; row++) {
      sums.add(CustomerBootstrap.hash("c" + row), row % 3, new double[] {50 + row % 3, 1});
    }
    PanelErrors errors = PanelErrors.of(BOOTSTRAP, 2, Map.of(AsOfDate.parse("2002-01-01"), sums));
    assertThat(errors.pooled().skill(0, 1).high()).isNegative();
    assertThat(errors.skillWithinDates(0, 1).value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void gives_the_metrics_worked_by_hand() {
    ErrorSums sums = threeRows();
    assertThat(sums.rows()).isEqualTo(3);
    assertThat(sums.labelTotal()).isEqualTo(30);
    assertThat(sums.meanSquaredError(0)).isCloseTo(200.0 / 3, within(1e-12));
    assertThat(sums.meanSquaredError(1)).isCloseTo(12, within(1e-12));
    assertThat(sums.meanAbsoluteError(1)).isCloseTo(2, within(1e-12));
    assertThat(sums.rSquared(0)).isCloseTo(0, within(1e-12));
    assertThat(sums.rSquared(1)).isCloseTo(1 - 36.0 / 200, within(1e-12));
    assertThat(sums.skill(1, 0).value()).isCloseTo(1 - 36.0 / 200, within(1e-12));
    assertThat(sums.totalSpendError(0).value()).isCloseTo(0, within(1e-12));
    assertThat(sums.totalSpendError(1).value()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void a_model_has_no_skill_against_itself_in_any_replicate() {
    Interval skill = threeRows().skill(1, 1);
    assertThat(skill.low()).isZero();
    assertThat(skill.high()).isZero();
  }

  @Test
  void partial_sums_merge_to_the_sums_over_all_rows() {
    Random random = new Random(3);
    ErrorSums whole = new ErrorSums(BOOTSTRAP, 1);
    ErrorSums left = new ErrorSums(BOOTSTRAP, 1);
    ErrorSums right = new ErrorSums(BOOTSTRAP, 1);
    for (int row = 0; row < 1000; row++) {
      double label = random.nextDouble() * 100;
      double[] prediction = {random.nextDouble() * 100};
      whole.add(row % 300, label, prediction);
      (row % 2 == 0 ? left : right).add(row % 300, label, prediction);
    }
    ErrorSums merged = left.merge(right);
    assertThat(merged.meanSquaredError(0)).isCloseTo(whole.meanSquaredError(0), within(1e-9));
    assertThat(merged.totalSpendError(0).low())
        .isCloseTo(whole.totalSpendError(0).low(), within(1e-12));
    assertThat(merged.totalSpendError(0).high())
        .isCloseTo(whole.totalSpendError(0).high(), within(1e-12));
  }

  @Test
  void the_interval_is_wider_when_few_customers_bring_many_rows_each() {
    assertThat(width(20)).isGreaterThan(3 * width(2000));
  }

  /** Half of the customers always spend 0, the other half 100; the model says 50. */
  private static double width(int customers) {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 1);
    for (int row = 0; row < 2000; row++) {
      int customer = row % customers;
      sums.add(
          CustomerBootstrap.hash("c" + customer), customer % 2 == 0 ? 0 : 100, new double[] {50});
    }
    Interval total = sums.totalSpendError(0);
    return total.high() - total.low();
  }

  @Test
  void total_spend_error_is_undefined_if_nobody_spent_anything() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 1);
    sums.add(1, 0, new double[] {5});
    assertThat(sums.totalSpendError(0).value()).isNaN();
    assertThat(sums.rSquared(0)).isNaN();
  }

  @Test
  void refuses_sums_of_other_models_or_of_another_draw() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 1);
    assertThatThrownBy(() -> sums.merge(new ErrorSums(BOOTSTRAP, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.merge(new ErrorSums(new CustomerBootstrap(200, 8), 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sums.add(1, 0, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
