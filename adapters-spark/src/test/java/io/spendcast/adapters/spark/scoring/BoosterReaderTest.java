package io.spendcast.adapters.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.forecast.Contributions;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.forecast.TreeModel;
import io.spendcast.domain.forecast.TreeNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library itself is the witness. */
final class BoosterReaderTest {
  private static final int INPUTS = 6;
  private static final int ROWS = 3000;
  private static final float[] ODD = {
    Float.NaN,
    0,
    -0.0f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.MIN_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private static Booster trained(Map<String, Object> more) throws XGBoostError {
    Random random = new Random(11);
    float[] rows = new float[ROWS * INPUTS];
    float[] labels = new float[ROWS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextInt(6) == 0 ? Float.NaN : (float) random.nextGaussian() * 40;
    }
    for (int row = 0; row < ROWS; row++) {
      float first = rows[row * INPUTS];
      labels[row] =
          random.nextBoolean() ? 0 : Math.abs(Float.isNaN(first) ? 3 : first) * random.nextFloat();
    }
    DMatrix matrix = new DMatrix(rows, ROWS, INPUTS, Float.NaN);
    matrix.setLabel(labels);
    Map<String, Object> settings = new HashMap<>();
    settings.put("tree_method", "hist");
    settings.put("max_depth", 5);
    settings.put("nthread", 1);
    settings.put("base_score", 7.3);
    settings.putAll(more);
    return XGBoost.train(matrix, settings, 60, Map.of(), null, null);
  }

  /** Ordinary rows, odd values, and values at and beside the thresholds of the trees. */
  private static float[] rows(TreeModel model) {
    List<TreeNode> inner =
        model.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .filter(node -> node.input() >= 0)
            .toList();
    Random random = new Random(12);
    float[] rows = new float[ROWS * INPUTS];
    for (int i = 0; i < rows.length; i++) {
      float threshold = (float) inner.get(random.nextInt(inner.size())).threshold();
      rows[i] =
          switch (random.nextInt(6)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> threshold;
            case 2 -> Math.nextDown(threshold);
            default -> (float) random.nextGaussian() * 40;
          };
    }
    return rows;
  }

  private static double[] row(float[] rows, int row) {
    double[] values = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      values[i] = rows[row * INPUTS + i];
    }
    return values;
  }

  @Test
  void sums_are_those_of_xgboost_bit_for_bit() throws XGBoostError {
    Booster booster = trained(Map.of("objective", "reg:squarederror"));
    TreeModel model = BoosterReader.find(booster).orElseThrow();
    float[] rows = rows(model);
    float[][] library = booster.inplace_predict(rows, ROWS, INPUTS, Float.NaN);
    for (int row = 0; row < ROWS; row++) {
      assertThat(model.predict(row(rows, row))).isEqualTo(library[row][0]);
    }
  }

  /** The exponential of the C library is not rounded to the nearest float everywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"reg:tweedie", "count:poisson", "reg:gamma"})
  void money_of_a_logarithmic_link_differs_by_one_float_at_most(String objective)
      throws XGBoostError {
    Booster booster =
        trained(
            objective.equals("reg:gamma")
                ? Map.of("objective", "reg:tweedie", "tweedie_variance_power", 1.9)
                : Map.of("objective", objective));
    booster.setParam("base_score", 9.1 * 1.2345);
    TreeModel model = BoosterReader.find(booster).orElseThrow();
    float[] rows = rows(model);
    float[][] library = booster.inplace_predict(rows, ROWS, INPUTS, Float.NaN);
    int others = 0;
    for (int row = 0; row < ROWS; row++) {
      float money = (float) model.predict(row(rows, row));
      assertThat(Math.abs(Float.floatToIntBits(money) - Float.floatToIntBits(library[row][0])))
          .isLessThanOrEqualTo(1);
      others += money == library[row][0] ? 0 : 1;
    }
    assertThat(others).isLessThan(ROWS / 100);
  }

  /** XGBoost's own are in single precision; they belong to the sum, before it becomes money. */
  @Test
  void contributions_are_those_of_xgboost() throws XGBoostError {
    Booster booster = trained(Map.of("objective", "reg:tweedie"));
    TreeModel model = BoosterReader.find(booster).orElseThrow();
    float[] rows = rows(model);
    float[][] library =
        booster.predictContrib(new DMatrix(finite(rows), ROWS, INPUTS, Float.NaN), 0);
    for (int row = 0; row < ROWS; row++) {
      Contributions found = model.sums(row(rows, row));
      assertThat(found.base()).isCloseTo(library[row][INPUTS], within(1e-4));
      for (int input = 0; input < INPUTS; input++) {
        assertThat(found.of(input)).isCloseTo(library[row][input], within(1e-5));
      }
    }
  }

  /** A matrix of XGBoost takes no infinity; these lie beyond every threshold, too. */
  private static float[] finite(float[] rows) {
    float[] finite = rows.clone();
    for (int i = 0; i < rows.length; i++) {
      finite[i] = Float.isInfinite(rows[i]) ? Math.copySign(Float.MAX_VALUE, rows[i]) : rows[i];
    }
    return finite;
  }

  /** As Spark sends it to where the rows are. */
  @Test
  void a_model_travels() throws XGBoostError, IOException, ClassNotFoundException {
    RowModel rows =
        new PortableRows(
            new PortableModel(
                List.of("a", "b", "c", "d", "e", "f"),
                Fingerprint.of("some"),
                BoosterReader.find(trained(Map.of("objective", "reg:tweedie"))).orElseThrow()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(rows);
    }
    RowModel arrived =
        (RowModel)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    double[][] some = {{1, 2, 3, 4, 5, Double.NaN}, {0, 0, 0, 0, 0, 0}};
    assertThat(arrived.spend(some)).isEqualTo(rows.spend(some));
  }

  @Test
  void a_tree_that_was_pruned_is_read() throws XGBoostError {
    Booster booster =
        trained(Map.of("objective", "reg:squarederror", "gamma", 400.0, "tree_method", "exact"));
    TreeModel model = BoosterReader.find(booster).orElseThrow();
    float[] rows = rows(model);
    float[][] library = booster.inplace_predict(rows, ROWS, INPUTS, Float.NaN);
    for (int row = 0; row < ROWS; row++) {
      assertThat(model.predict(row(rows, row))).isEqualTo(library[row][0]);
    }
  }

  @Test
  void what_is_no_sum_of_trees_in_money_is_left_to_xgboost() throws XGBoostError {
    assertThat(BoosterReader.find(trained(Map.of("objective", "reg:absoluteerror")))).isEmpty();
    assertThat(
            BoosterReader.find(trained(Map.of("objective", "reg:squarederror", "booster", "dart"))))
        .isEmpty();
    assertThat(
            BoosterReader.find(
                trained(
                    Map.of(
                        "objective",
                        "reg:squarederror",
                        "booster",
                        "gblinear",
                        "tree_method",
                        ""))))
        .isEmpty();
  }
}
