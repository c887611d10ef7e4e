package io.spendcast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The witness is the definition: the mean over all orders in which inputs become known. */
final class ContributionsTest {
  private static final int INPUTS = 5;

  /**
   * Shapley values from what is said when some of the inputs are known, by a sum over all sets of
   * others.
   */
  private static double[] shapley(int players, ToDoubleFunction<boolean[]> said) {
    double[] values = new double[players];
    for (int set = 0; set < 1 << players; set++) {
      boolean[] known = new boolean[players];
      for (int i = 0; i < players; i++) {
        known[i] = (set >> i & 1) == 1;
      }
      int others = Integer.bitCount(set);
      double without = said.applyAsDouble(known);
      for (int i = 0; i < players; i++) {
        if (!known[i]) {
          known[i] = true;
          values[i] += weight(others, players) * (said.applyAsDouble(known) - without);
          known[i] = false;
        }
      }
    }
    return values;
  }

  private static double weight(int others, int players) {
    double weight = 1.0 / players;
    for (int i = 1; i <= others; i++) {
      weight *= (double) i / (players - i);
    }
    return weight;
  }

  /** Both ways where the input is not known. */
  private static double said(Tree tree, int number, double[] row, boolean[] known) {
    TreeNode node = tree.nodes().get(number);
    if (node.isLeaf()) {
      return node.value();
    }
    double left = said(tree, node.left(), row, known);
    double right = said(tree, node.right(), row, known);
    if (known[node.input()]) {
      double value = row[node.input()];
      boolean isLeft = Double.isNaN(value) ? node.unknownLeft() : value <= node.threshold();
      return isLeft ? left : right;
    }
    double share = tree.nodes().get(node.left()).cover() / node.cover();
    return share * left + (1 - share) * right;
  }

  @Test
  void a_tree_is_taken_apart_as_over_all_orders() {
    RandomModels random = new RandomModels(21);
    for (int i = 0; i < 200; i++) {
      Tree tree = random.tree(INPUTS, 7);
      double[] row = random.row(INPUTS);
      Contributions found =
          new TreeModel(Arithmetic.DOUBLE, 0, List.of(tree), Link.IDENTITY).contributions(row);
      double[] wanted = shapley(INPUTS, known -> said(tree, 0, row, known));
      assertThat(found.base()).isCloseTo(said(tree, 0, row, new boolean[INPUTS]), within(1e-12));
      for (int input = 0; input < INPUTS; input++) {
        assertThat(found.of(input)).isCloseTo(wanted[input], within(1e-12));
      }
    }
  }

  /** The witness is the integral over the way from nothing known to all known. */
  @Test
  void money_of_a_logarithmic_link_is_what_each_input_adds_on_the_way() {
    double[] logarithms = {0.3, -2, 0, 1.7, -0.01, 4};
    Contributions found = new Contributions(2, logarithms.clone()).through(Link.LOG);
    double sum = DoubleStream.of(logarithms).sum();
    int steps = 10_000;
    for (int input = 0; input < logarithms.length; input++) {
      double added = 0;
      for (int step = 0; step < steps; step++) {
        added += logarithms[input] / steps * Math.exp(2 + sum * (step + 0.5) / steps);
      }
      assertThat(found.of(input)).isCloseTo(added, within(1e-5));
    }
    assertThat(found.base()).isEqualTo(Math.exp(2));
    assertThat(found.sum()).isCloseTo(Math.exp(2 + sum), within(1e-9));
  }

  @Test
  void where_nothing_moves_the_forecast_nothing_is_added() {
    Contributions found = new Contributions(2, new double[] {0.5, -0.5}).through(Link.LOG);
    assertThat(found.of(0)).isCloseTo(0.5 * Math.exp(2), within(1e-12));
    assertThat(found.sum()).isCloseTo(Math.exp(2), within(1e-12));
  }

  static Stream<ForecastModel> models() {
    RandomModels random = new RandomModels(22);
    return Stream.of(
        random.line(Link.IDENTITY, INPUTS),
        random.line(Link.LOG, INPUTS),
        random.trees(Arithmetic.SINGLE, Link.IDENTITY, INPUTS, 50, 4),
        random.trees(Arithmetic.SINGLE, Link.LOG, INPUTS, 20, 4),
        random.trees(Arithmetic.DOUBLE, Link.IDENTITY, INPUTS, 20, 6),
        random.average(INPUTS));
  }

  @ParameterizedTest
  @MethodSource("models")
  void contributions_add_up_to_the_forecast(ForecastModel model) {
    RandomModels random = new RandomModels(23);
    for (int i = 0; i < 300; i++) {
      double[] row = random.finite(INPUTS);
      double forecast = model.predict(row);
      assertThat(model.contributions(row).sum())
          .isCloseTo(forecast, within(1e-6 * (1 + Math.abs(forecast))));
    }
  }
}
