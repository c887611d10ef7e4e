package io.spendcast.domain.evaluation.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerBootstrapTest {
  private static final int CUSTOMERS = 100_000;

  /** Calculated in Python. Other draws would give all intervals other ends. */
  @Test
  void the_same_customers_are_drawn_in_every_release() {
    CustomerBootstrap bootstrap = new CustomerBootstrap(100, 7);
    long hash = CustomerBootstrap.hash("customer-1");
    assertThat(hash).isEqualTo(-3291101700539035910L);
    assertThat(IntStream.range(0, 20).map(replicate -> bootstrap.weight(replicate, hash)))
        .containsExactly(1, 0, 1, 3, 1, 2, 1, 1, 3, 3, 0, 1, 0, 0, 1, 0, 1, 2, 0, 1);
  }

  @Test
  void weights_have_the_mean_and_the_variance_of_poisson_one() {
    CustomerBootstrap bootstrap = new CustomerBootstrap(40, 7);
    double[] weights =
        IntStream.range(0, CUSTOMERS)
            .mapToDouble(c -> bootstrap.weight(3, CustomerBootstrap.hash("customer " + c)))
            .toArray();
    double mean =
        IntStream.range(0, CUSTOMERS).mapToDouble(c -> weights[c]).average().orElseThrow();
    double squares =
        IntStream.range(0, CUSTOMERS)
            .mapToDouble(c -> weights[c] * weights[c])
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(1, within(0.02));
    assertThat(squares - mean * mean).isCloseTo(1, within(0.04));
  }

  @Test
  void a_customer_has_the_same_weight_wherever_it_is_met() {
    long customer = CustomerBootstrap.hash("4711");
    CustomerBootstrap one = new CustomerBootstrap(100, 7);
    assertThat(new CustomerBootstrap(400, 7).weight(12, customer))
        .isEqualTo(one.weight(12, customer));
  }

  @Test
  void another_seed_draws_others() {
    CustomerBootstrap one = new CustomerBootstrap(40, 1);
    CustomerBootstrap two = new CustomerBootstrap(40, 2);
    long equal =
        IntStream.range(0, 1000)
            .filter(
                c ->
                    one.weight(0, CustomerBootstrap.hash("" + c))
                        == two.weight(0, CustomerBootstrap.hash("" + c)))
            .count();
    assertThat(equal).isLessThan(500);
  }

  @Test
  void refuses_too_few_replicates_for_its_quantiles() {
    assertThatThrownBy(() -> new CustomerBootstrap(39, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("39");
  }
}
