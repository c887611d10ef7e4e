package io.spendcast.adapters.spark.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WeightsTest {
  private static double[] of(double... losses) {
    return Weights.of(losses).shares().stream().mapToDouble(share -> share).toArray();
  }

  @Test
  void members_that_err_alike_count_alike() {
    assertThat(of(3, 3, 3))
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
  }

  @Test
  void who_errs_more_counts_less_and_who_errs_far_more_next_to_nothing() {
    double[] shares = of(10, 11, 100);
    assertThat(shares[0]).isGreaterThan(shares[1]).isLessThan(0.65);
    assertThat(shares[2]).isLessThan(0.001);
  }

  @Test
  void the_unit_of_the_losses_does_not_matter() {
    assertThat(of(10, 11)).containsExactly(of(1e200, 1.1e200), within(1e-12));
  }

  @Test
  void who_never_errs_takes_all_and_unknown_losses_decide_nothing() {
    assertThat(of(0, 5)).containsExactly(1, 0);
    assertThat(of(0, 0)).containsExactly(0.5, 0.5);
    assertThat(of(Double.NaN, 1)).containsExactly(0.5, 0.5);
  }
}
