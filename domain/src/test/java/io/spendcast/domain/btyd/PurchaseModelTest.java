package io.spendcast.domain.btyd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas against published values, other forms of themselves, and what simulated buyers do. */
class PurchaseModelTest {
  /** The estimates of Fader, Hardie and Lee (2005) for buyers of compact discs, in weeks. */
  private static final BgNbd DISCS = new BgNbd(0.243, 4.414, 0.793, 2.426);

  private static final GammaGamma VALUES = new GammaGamma(6.25, 3.74, 15.44);

  @Test
  void forecasts_what_the_paper_says_of_its_example() {
    PurchaseRecord customer = new PurchaseRecord(2, 30.43, 38.86, 0);
    assertThat(DISCS.expectedPurchases(customer, 39)).isCloseTo(1.226, within(5e-4));
    assertThat(DISCS.aliveProbability(customer)).isCloseTo(0.7266, within(5e-5));
  }

  @Test
  void nobody_has_left_before_they_bought_again() {
    assertThat(DISCS.aliveProbability(new PurchaseRecord(0, 0, 200, 0))).isEqualTo(1);
  }

  /** The product in the bracket as the paper has it, which overflows for large x. */
  private static double direct(BgNbd model, PurchaseRecord customer, double time) {
    int x = customer.repeats();
    double r = model.r();
    double b = model.b();
    double sum = model.a() + b + x - 1;
    double until = model.alpha() + customer.age() + time;
    double left =
        Math.pow((model.alpha() + customer.age()) / until, r + x)
            * Hypergeometric.f(r + x, b + x, sum, time / until);
    return sum / (model.a() - 1) * (1 - left) * model.aliveProbability(customer);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 20, 60, 120, 250})
  void euler_s_form_equals_the_direct_one(int repeats) {
    PurchaseRecord customer = new PurchaseRecord(repeats, repeats == 0 ? 0 : 90, 104, 0);
    double expected = direct(DISCS, customer, 13);
    assertThat(DISCS.expectedPurchases(customer, 13))
        .isCloseTo(expected, within(1e-11 * Math.max(1, expected)));
  }

  @Test
  void is_smooth_where_the_formula_divides_by_zero() {
    PurchaseRecord customer = new PurchaseRecord(3, 40, 60, 0);
    double before = new BgNbd(0.5, 6, 1 - 1e-4, 3).expectedPurchases(customer, 13);
    double after = new BgNbd(0.5, 6, 1 + 1e-4, 3).expectedPurchases(customer, 13);
    assertThat(new BgNbd(0.5, 6, 1, 3).expectedPurchases(customer, 13))
        .isCloseTo((before + after) / 2, within(1e-8));
  }

  @Test
  void is_the_negative_binomial_where_hardly_anybody_leaves() {
    PurchaseRecord customer = new PurchaseRecord(4, 80, 100, 0);
    assertThat(new BgNbd(0.6, 10, 1e-8, 2).expectedPurchases(customer, 13))
        .isCloseTo(BgNbd.endless(0.6, 10).expectedPurchases(customer, 13), within(1e-6))
        .isCloseTo(4.6 / 110 * 13, within(1e-6));
  }

  /** With 20,000 buyers the mean is known to 2 %. */
  @Test
  void expects_what_simulated_buyers_do() {
    BgNbd model = new BgNbd(0.8, 8, 0.7, 2.5);
    SimulatedBuyers buyers = new SimulatedBuyers(new PurchaseModel(model, VALUES), 5);
    double[] expected = new double[4];
    double[] bought = new double[4];
    for (int i = 0; i < 20_000; i++) {
      SimulatedBuyers.Watched watched = buyers.watch(104, 26);
      int group = Math.min(3, watched.past().repeats());
      expected[group] += model.expectedPurchases(watched.past(), 26);
      bought[group] += watched.later();
    }
    IntStream.range(0, 4)
        .forEach(
            group ->
                assertThat(expected[group])
                    .as("after %s repeated purchases", group)
                    .isCloseTo(bought[group], within(4 * Math.sqrt(3 * bought[group]))));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 20", "7, 61.5", "250, 12"})
  void values_are_what_the_posterior_of_their_scale_gives(int repeats, double mean) {
    PurchaseRecord customer = new PurchaseRecord(repeats, 1, 1, mean);
    double rate = VALUES.v() + repeats * mean;
    double shape = VALUES.p() * repeats + VALUES.q();
    assertThat(VALUES.expectedValue(customer))
        .isCloseTo(VALUES.p() * rate / (shape - 1), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5723649429247001",
    "1, 0",
    "0.001, 6.907178885383854",
    "10, 12.801827480081469",
    "171.5, 709.1431630309282"
  })
  void the_gamma_function_is_known(double argument, double expected) {
    assertThat(LogGamma.of(argument)).isCloseTo(expected, within(1e-12 * Math.max(1, expected)));
  }
}
