package io.spendcast.domain.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.planted.Draws.Subject;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds are five standard errors of 20,000 draws, each from a key of its own. */
class DrawsTest {
  private static final int MANY = 20_000;

  private static double[] drawn(ToDoubleFunction<Draws> draw) {
    return IntStream.range(0, MANY)
        .mapToDouble(customer -> draw.applyAsDouble(Draws.of(7, customer, Subject.HABITS, 0)))
        .toArray();
  }

  private static double mean(double... values) {
    return DoubleStream.of(values).average().orElseThrow();
  }

  private static double variance(double... values) {
    double mean = mean(values);
    return DoubleStream.of(values)
        .map(value -> (value - mean) * (value - mean))
        .average()
        .orElseThrow();
  }

  @Test
  void the_same_key_draws_the_same_forever() {
    Draws draws = Draws.of(7, 42, Subject.ORDER, 3);
    // Written down once: data sets that people keep must not change under them.
    assertThat(draws.uniform()).isEqualTo(0.7635303590526679);
    assertThat(draws.normal()).isEqualTo(1.3865451212725473);
    assertThat(draws.gamma(0.6)).isEqualTo(0.035536842960831976);
  }

  @Test
  void every_part_of_the_key_matters() {
    double drawn = Draws.of(7, 42, Subject.ORDER, 3).uniform();
    assertThat(Draws.of(8, 42, Subject.ORDER, 3).uniform()).isNotEqualTo(drawn);
    assertThat(Draws.of(7, 43, Subject.ORDER, 3).uniform()).isNotEqualTo(drawn);
    assertThat(Draws.of(7, 42, Subject.RETURNS, 3).uniform()).isNotEqualTo(drawn);
    assertThat(Draws.of(7, 42, Subject.ORDER, 4).uniform()).isNotEqualTo(drawn);
  }

  @Test
  void neighbouring_keys_are_uncorrelated() {
    double[] one = drawn(Draws::uniform);
    double[] next =
        IntStream.range(0, MANY)
            .mapToDouble(customer -> Draws.of(7, customer + 1, Subject.HABITS, 0).uniform())
            .toArray();
    double[] product = IntStream.range(0, MANY).mapToDouble(i -> one[i] * next[i]).toArray();
    assertThat((mean(product) - mean(one) * mean(next)) * 12).isCloseTo(0, within(0.035));
  }

  @Test
  void moments_are_those_of_the_distributions() {
    double[] uniform = drawn(Draws::uniform);
    assertThat(mean(uniform)).isCloseTo(0.5, within(0.0105));
    assertThat(variance(uniform)).isCloseTo(1.0 / 12, within(0.003));
    double[] normal = drawn(Draws::normal);
    assertThat(mean(normal)).isCloseTo(0, within(0.036));
    assertThat(variance(normal)).isCloseTo(1, within(0.05));
    double[] exponential = drawn(Draws::exponential);
    assertThat(mean(exponential)).isCloseTo(1, within(0.036));
    double[] small = drawn(draws -> draws.gamma(0.6));
    assertThat(mean(small)).isCloseTo(0.6, within(0.028));
    assertThat(variance(small)).isCloseTo(0.6, within(0.074));
    double[] large = drawn(draws -> draws.gamma(4));
    assertThat(mean(large)).isCloseTo(4, within(0.071));
    assertThat(variance(large)).isCloseTo(4, within(0.27));
    double[] beta = drawn(draws -> draws.beta(1.5, 3.5));
    assertThat(mean(beta)).isCloseTo(0.3, within(0.0067));
    assertThat(variance(beta)).isCloseTo(0.3 * 0.7 / 6, within(0.0016));
  }

  @Test
  void logarithms_of_gamma_variables_have_the_moments_we_calculate() {
    double[] logs = drawn(draws -> StrictMath.log(draws.gamma(0.6)));
    assertThat(mean(logs)).isCloseTo(GammaLogarithm.mean(0.6), within(0.068));
    assertThat(variance(logs)).isCloseTo(GammaLogarithm.variance(0.6), within(0.32));
    // Digamma of 1 is minus Euler's constant, trigamma of 1 is π²/6.
    assertThat(GammaLogarithm.mean(1)).isCloseTo(-0.5772156649015329, within(1e-12));
    assertThat(GammaLogarithm.variance(1)).isCloseTo(Math.PI * Math.PI / 6, within(1e-12));
  }

  @Test
  void whole_numbers_reach_both_ends_and_not_beyond() {
    double[] dice = drawn(draws -> draws.between(1, 6));
    assertThat(DoubleStream.of(dice).distinct().sorted().toArray())
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(mean(dice)).isCloseTo(3.5, within(0.061));
  }
}
