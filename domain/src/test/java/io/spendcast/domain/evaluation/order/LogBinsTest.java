package io.spendcast.domain.evaluation.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogBinsTest {
  private static final LogBins BINS = new LogBins(8);

  @Test
  void bins_keep_the_order_of_their_values() {
    double[] ascending = {-1e9, -2.5, -2.4, -1e-9, 0, 1e-9, 0.01, 1, 1.01, 2, 1e9};
    for (int i = 1; i < ascending.length; i++) {
      assertThat(BINS.of(ascending[i])).isGreaterThan(BINS.of(ascending[i - 1]));
    }
  }

  @Test
  void a_bin_is_no_wider_than_it_says() {
    Random random = new Random(5);
    for (int i = 0; i < 1000; i++) {
      double value = Math.exp(20 * random.nextGaussian() / 3);
      int bin = BINS.of(value);
      assertThat(BINS.from(bin)).isLessThanOrEqualTo(value);
      assertThat(BINS.to(bin)).isGreaterThan(value);
      assertThat(BINS.to(bin) / BINS.from(bin)).isLessThanOrEqualTo(1 + 1.0 / 256);
      assertThat(BINS.of(BINS.from(bin))).isEqualTo(bin);
    }
  }

  @Test
  void both_zeros_are_one_bin_without_width() {
    assertThat(BINS.of(-0.0)).isEqualTo(BINS.of(0.0));
    assertThat(BINS.from(BINS.of(0))).isZero();
    assertThat(BINS.to(BINS.of(0))).isZero();
  }

  @Test
  void refuses_bins_that_an_int_cannot_number() {
    assertThatThrownBy(() -> new LogBins(17)).isInstanceOf(IllegalArgumentException.class);
  }
}
