package io.spendcast.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShiftTest {
  private static ValueSketch of(int missing, int zeros, int ones) {
    ValueSketch sketch = new ValueSketch();
    IntStream.range(0, missing).forEach(i -> sketch.add(Double.NaN));
    IntStream.range(0, zeros).forEach(i -> sketch.add(0));
    IntStream.range(0, ones).forEach(i -> sketch.add(1));
    return sketch;
  }

  private static ValueSketch normal(long seed, int rows, double mean) {
    ValueSketch sketch = new ValueSketch();
    Random random = new Random(seed);
    IntStream.range(0, rows).forEach(i -> sketch.add(mean + random.nextGaussian()));
    return sketch;
  }

  /** Worked by hand: missing .1 to .2, zero .6 to .3, one .3 to .5. */
  @Test
  void the_index_is_that_of_a_case_worked_by_hand() {
    Shift shift = Shift.between(of(100, 600, 300), of(200, 300, 500));
    double byHand = 0.1 * Math.log(2) + -0.3 * Math.log(0.5) + 0.2 * Math.log(5.0 / 3);
    assertThat(shift.psi()).isCloseTo(byHand, within(1e-12));
    assertThat(byHand).isCloseTo(0.3794, within(1e-4));
    assertThat(shift.level()).isEqualTo(DriftLevel.LARGE);
  }

  @Test
  void equal_shares_are_no_shift_whatever_the_number_of_rows() {
    Shift shift = Shift.between(of(10, 60, 30), of(1_000, 6_000, 3_000));
    assertThat(shift.psi()).isZero();
    assertThat(shift.level()).isEqualTo(DriftLevel.LITTLE);
  }

  @Test
  void a_bin_that_one_sample_does_not_know_gives_a_finite_index() {
    assertThat(Shift.between(of(0, 10, 0), of(10, 0, 0)).psi()).isBetween(10.0, 20.0);
  }

  @Test
  void values_beyond_the_reference_fall_into_its_outer_bins() {
    assertThat(Shift.between(normal(1, 1_000, 0), normal(2, 1_000, 50)).psi()).isGreaterThan(5);
    assertThat(Shift.between(normal(1, 1_000, 0), normal(2, 1_000, -50)).psi()).isGreaterThan(5);
  }

  /** Of 400 pairs from one distribution, 5 % are meant to exceed it: 20, give or take 9. */
  @Test
  void chance_is_what_alike_samples_exceed_in_one_of_twenty_cases() {
    long exceeding =
        IntStream.range(0, 400)
            .mapToObj(i -> Shift.between(normal(2L * i, 500, 0), normal(2L * i + 1, 800, 0)))
            .filter(shift -> shift.psi() > shift.chance())
            .count();
    assertThat(exceeding).isBetween(8L, 36L);
  }

  @Test
  void what_chance_does_as_well_is_little() {
    Shift shift = new Shift(0.3, 0.4);
    assertThat(shift.level()).isEqualTo(DriftLevel.LITTLE);
    assertThat(new Shift(0.3, 0.2).level()).isEqualTo(DriftLevel.LARGE);
    assertThat(new Shift(0.25, 0).level()).isEqualTo(DriftLevel.MODERATE);
    assertThat(new Shift(0.0999, 0).level()).isEqualTo(DriftLevel.LITTLE);
  }
}
