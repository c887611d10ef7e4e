package io.spendcast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ForecastModelTest {
  private static final Tree CUT_AT_A_TENTH =
      new Tree(
          List.of(
              new TreeNode(0, (double) 0.1f, true, 1, 2, 0, 2),
              TreeNode.leaf(1, 1),
              TreeNode.leaf(2, 1)));

  private static TreeModel of(Arithmetic arithmetic, Tree tree) {
    return new TreeModel(arithmetic, 0, List.of(tree), Link.IDENTITY);
  }

  private static PortableModel portable(ForecastModel model) {
    return new PortableModel(List.of("only"), Fingerprint.of("some"), model);
  }

  @Test
  void a_value_at_the_threshold_goes_left_in_spark_and_right_in_xgboost() {
    assertThat(of(Arithmetic.DOUBLE, CUT_AT_A_TENTH).predict(new double[] {0.1f})).isEqualTo(1);
    assertThat(of(Arithmetic.SINGLE, CUT_AT_A_TENTH).predict(new double[] {0.1f})).isEqualTo(2);
  }

  @Test
  void xgboost_sees_values_in_single_precision() {
    double below = 0.1;
    assertThat(below).isLessThan(0.1f);
    assertThat(of(Arithmetic.SINGLE, CUT_AT_A_TENTH).predict(new double[] {below})).isEqualTo(2);
    assertThat(of(Arithmetic.DOUBLE, CUT_AT_A_TENTH).predict(new double[] {below})).isEqualTo(1);
  }

  @Test
  void infinities_go_to_their_side_and_the_unknown_where_the_node_says() {
    TreeModel model = of(Arithmetic.SINGLE, CUT_AT_A_TENTH);
    assertThat(model.predict(new double[] {Double.NEGATIVE_INFINITY})).isEqualTo(1);
    assertThat(model.predict(new double[] {Double.POSITIVE_INFINITY})).isEqualTo(2);
    assertThat(model.predict(new double[] {Double.NaN})).isEqualTo(1);
  }

  @Test
  void single_precision_adds_up_in_single_precision() {
    Tree tenth = new Tree(List.of(TreeNode.leaf(0.1f, 1)));
    float sum = 0.5f;
    for (int i = 0; i < 10; i++) {
      sum += 0.1f;
    }
    TreeModel model =
        new TreeModel(
            Arithmetic.SINGLE, 0.5, java.util.Collections.nCopies(10, tenth), Link.IDENTITY);
    assertThat(model.predict(new double[0])).isEqualTo(sum).isNotEqualTo(1.5);
  }

  @Test
  void a_line_puts_the_unknown_at_its_substitute_and_the_rest_on_its_scale() {
    LinearModel line =
        new LinearModel(
            1,
            List.of(
                new Term(0, 2, 10, new Scale.AsIs()),
                new Term(1, 3, 0, new LogRange(-5, Math.E - 1))),
            Link.IDENTITY);
    assertThat(line.predict(new double[] {Double.NaN, 1e9})).isCloseTo(24, within(1e-12));
    assertThat(line.predict(new double[] {0, -1e9})).isCloseTo(1 - 3 * Math.log(6), within(1e-12));
    assertThat(line.predict(new double[] {0, Double.NaN})).isEqualTo(1);
  }

  @Test
  void a_logarithmic_scale_counts_in_units() {
    LogRange shares = new LogRange(0.1, 0.4, 0.001);
    assertThat(shares.of(0.2)).isCloseTo(Math.log(201), within(1e-12));
    assertThat(shares.of(0.01)).isCloseTo(Math.log(101), within(1e-12));
    assertThat(new LogRange(0, 9).of(3)).isCloseTo(Math.log(4), within(1e-12));
    assertThatThrownBy(() -> new LogRange(0, 1, 0)).hasMessageContaining("a unit must be above 0");
  }

  @Test
  void a_logarithmic_link_is_the_exponential() {
    LinearModel line = new LinearModel(2, List.of(new Term(0, 1, 0, new Scale.AsIs())), Link.LOG);
    assertThat(line.predict(new double[] {3})).isCloseTo(Math.exp(5), within(1e-9));
  }

  @Test
  void an_average_weighs_its_members() {
    ForecastModel two = new LinearModel(2, List.of(), Link.IDENTITY);
    ForecastModel six = new LinearModel(6, List.of(), Link.IDENTITY);
    assertThat(
            new AverageModel(
                    List.of(new AverageModel.Member(0.25, two), new AverageModel.Member(0.75, six)))
                .predict(new double[0]))
        .isEqualTo(5);
  }

  @Test
  void spend_is_never_negative() {
    assertThat(portable(new LinearModel(-3, List.of(), Link.IDENTITY)).spend(new double[] {1}))
        .isZero();
  }

  @Test
  void a_model_that_reads_more_than_its_inputs_is_refused() {
    Tree second =
        new Tree(
            List.of(
                new TreeNode(1, 0, true, 1, 2, 0, 2), TreeNode.leaf(1, 1), TreeNode.leaf(2, 1)));
    assertThatThrownBy(() -> portable(of(Arithmetic.DOUBLE, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model reads 2 inputs, of which 1 have a name");
  }

  @Test
  void a_tree_in_which_a_walk_need_not_end_is_refused() {
    TreeNode loop = new TreeNode(0, 0, true, 0, 1, 0, 1);
    assertThatThrownBy(() -> new Tree(List.of(loop, TreeNode.leaf(1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the children of node 0 must come after it, not 0 and 1");
    TreeNode outside = new TreeNode(0, 0, true, 1, 2, 0, 1);
    assertThatThrownBy(() -> new Tree(List.of(outside, TreeNode.leaf(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean isLeft(Arithmetic arithmetic, double value, double threshold) {
    return arithmetic == Arithmetic.DOUBLE ? value <= threshold : (float) value < (float) threshold;
  }

  /** By the plain reading of a tree, question after question. */
  private static double walked(Arithmetic arithmetic, Tree tree, double[] row) {
    TreeNode node = tree.nodes().get(0);
    while (!node.isLeaf()) {
      double value = row[node.input()];
      boolean isLeft =
          Double.isNaN(value) ? node.unknownLeft() : isLeft(arithmetic, value, node.threshold());
      node = tree.nodes().get(isLeft ? node.left() : node.right());
    }
    return node.value();
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.class)
  void every_walk_ends_where_the_questions_lead(Arithmetic arithmetic) {
    RandomModels random = new RandomModels(9);
    for (int i = 0; i < 300; i++) {
      Tree tree = random.tree(3, 6);
      TreeModel model = of(arithmetic, tree);
      for (int j = 0; j < 100; j++) {
        double[] row = random.row(3);
        assertThat(model.predict(row)).isEqualTo(walked(arithmetic, tree, row));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Arithmetic.class)
  void thresholds_without_end_are_thresholds(Arithmetic arithmetic) {
    for (double threshold : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (boolean unknownLeft : new boolean[] {true, false}) {
        TreeNode root = new TreeNode(0, threshold, unknownLeft, 1, 2, 0, 2);
        Tree tree = new Tree(List.of(root, TreeNode.leaf(1, 1), TreeNode.leaf(2, 1)));
        for (double value : new double[] {1, 1 / 0.0, -1 / 0.0, Double.NaN}) {
          double[] row = {value};
          assertThat(of(arithmetic, tree).predict(row)).isEqualTo(walked(arithmetic, tree, row));
        }
      }
    }
  }
}
