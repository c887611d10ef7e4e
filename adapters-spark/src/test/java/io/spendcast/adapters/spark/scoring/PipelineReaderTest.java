package io.spendcast.adapters.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.forecast.ForecastModel;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RegressionModel;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.Split;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;
import org.junit.jupiter.api.Test;

/** MLlib itself is the witness; none of this needs a session. */
final class PipelineReaderTest {
  private static final List<String> INPUTS = List.of("a", "b", "c", "d");
  private static final double[] ODD = {
    0, -0.0, 1, -1e9, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private final Random random = new Random(4);

  private static ForecastModel read(Transformer last) {
    VectorAssembler assemble =
        new VectorAssembler("assemble")
            .setInputCols(INPUTS.toArray(String[]::new))
            .setOutputCol("features");
    return PipelineReader.read(
        INPUTS, new PipelineModel("pipeline", new Transformer[] {assemble, last}));
  }

  /** Numbers that trees cut at are among them. */
  private double[] row() {
    return IntStream.range(0, INPUTS.size())
        .mapToDouble(
            i -> random.nextInt(4) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextInt(9) / 3.0)
        .toArray();
  }

  private void assertSame(
      RegressionModel<org.apache.spark.ml.linalg.Vector, ?> library, ForecastModel portable) {
    for (int i = 0; i < 3000; i++) {
      double[] row = row();
      double wanted = library.predict(Vectors.dense(row));
      assertThat(portable.predict(row)).isCloseTo(wanted, within(1e-12 * (1 + Math.abs(wanted))));
    }
  }

  private Node tree(int depth) {
    double rows = 1 + random.nextInt(100);
    ImpurityCalculator statistics = new VarianceCalculator(new double[] {rows, 1, 1}, (long) rows);
    if (depth == 0 || random.nextInt(5) == 0) {
      return new LeafNode(random.nextGaussian() * 100, 0, statistics);
    }
    Split split = new ContinuousSplit(random.nextInt(INPUTS.size()), random.nextInt(9) / 3.0);
    return new InternalNode(0, 0, 0, tree(depth - 1), tree(depth - 1), split, statistics);
  }

  private DecisionTreeRegressionModel[] trees(int trees) {
    return IntStream.range(0, trees)
        .mapToObj(i -> new DecisionTreeRegressionModel("tree " + i, tree(6), INPUTS.size()))
        .toArray(DecisionTreeRegressionModel[]::new);
  }

  @Test
  void a_forest_is_the_mean_of_its_trees() {
    var forest = new RandomForestRegressionModel("forest", trees(30), INPUTS.size());
    assertSame(forest, read(forest));
  }

  @Test
  void boosted_trees_are_added_up_with_their_weights() {
    double[] weights = IntStream.range(0, 40).mapToDouble(i -> i == 0 ? 1 : 0.2).toArray();
    var boosted = new GBTRegressionModel("boosted", trees(40), weights, INPUTS.size());
    assertSame(boosted, read(boosted));
  }

  @Test
  void a_line_is_a_line() {
    var line = new LinearRegressionModel("line", Vectors.dense(1.5, -2, 0, 1e3), 7);
    line.setFeaturesCol("features");
    ForecastModel portable = read(line);
    for (int i = 0; i < 3000; i++) {
      double[] row = row();
      assertThat(portable.predict(row))
          .satisfiesAnyOf(
              found -> assertThat(found).isCloseTo(line.predict(Vectors.dense(row)), within(1e-9)),
              found -> assertThat(found).isEqualTo(line.predict(Vectors.dense(row))));
    }
  }

  @Test
  void a_logarithmic_link_is_the_exponential_of_a_line() {
    var line = new GeneralizedLinearRegressionModel("line", Vectors.dense(0.5, -0.2, 0.1, 0.3), 1);
    line.set(line.family(), "tweedie");
    line.set(line.variancePower(), 1.5);
    line.set(line.linkPower(), 0.0);
    line.setFeaturesCol("features");
    ForecastModel portable = read(line);
    for (int i = 0; i < 3000; i++) {
      double[] row = random.doubles(INPUTS.size(), -9, 9).toArray();
      double wanted = line.predict(Vectors.dense(row));
      assertThat(portable.predict(row)).isCloseTo(wanted, within(1e-12 * wanted));
    }
    line.set(line.linkPower(), 1.0);
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has another link than the logarithm");
  }

  @Test
  void what_no_model_of_ours_has_is_refused() {
    Node leaf = new LeafNode(1, 0, new VarianceCalculator(new double[] {1, 1, 1}, 1));
    Split category = new CategoricalSplit(0, new double[] {1}, 3);
    Node asks = new InternalNode(0, 0, 0, leaf, leaf, category, leaf.impurityStats());
    var tree = new DecisionTreeRegressionModel("tree", asks, INPUTS.size());
    var forest =
        new RandomForestRegressionModel(
            "forest", new DecisionTreeRegressionModel[] {tree}, INPUTS.size());
    assertThatThrownBy(() -> read(forest)).hasMessage("one of its trees asks for a category");
    assertThatThrownBy(() -> read(new Bucketizer()))
        .hasMessageContaining("its stage Bucketizer is none of those");
  }
}
