package io.spendcast.adapters.spark.training.learner;

import static io.spendcast.domain.feature.CustomerFeatures.HORIZON_SEASON_WEIGHT;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_AT_RATE;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_EXPECTED;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_EXPECTED_IN_SEASON;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_LAST_HORIZON;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_LAST_YEAR;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_RATE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.domain.feature.FeatureTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Row;

/**
 * The baseline ladder. Each is a line through at most one feature, written as a Spark ML model, so
 * that a baseline can be judged, registered and served like any other model. It reads that feature
 * whether or not the learners do, and no other.
 */
public final class BaselineLearner implements Learner {
  /** What baselines read. */
  static final List<String> COLUMNS =
      List.of(
          HORIZON_SEASON_WEIGHT,
          SPEND_LAST_HORIZON,
          SPEND_LAST_YEAR,
          SPEND_RATE,
          SPEND_AT_RATE,
          SPEND_EXPECTED,
          SPEND_EXPECTED_IN_SEASON);

  private final Optional<String> column;
  private final Rule rule;

  private BaselineLearner(Optional<String> column, Rule rule) {
    this.column = column;
    this.rule = rule;
  }

  public static Learner zero() {
    return new BaselineLearner(Optional.empty(), rows -> Line.constant(0));
  }

  public static Learner mean() {
    return new BaselineLearner(
        Optional.empty(), rows -> Line.constant(rows.statistics().meanLabel()));
  }

  public static Learner seasonalMean() {
    return new BaselineLearner(Optional.of(HORIZON_SEASON_WEIGHT), BaselineLearner::seasonalLine);
  }

  /** The feature is the forecast. */
  public static Learner of(String feature) {
    return new BaselineLearner(Optional.of(feature), rows -> new Line(feature, 1, 0));
  }

  private static Line seasonalLine(TrainingRows rows) {
    Row sums =
        rows.data()
            .where(col(HORIZON_SEASON_WEIGHT).isNotNull())
            .agg(sum(FeatureTable.LABEL), sum(HORIZON_SEASON_WEIGHT))
            .first();
    return new Line(HORIZON_SEASON_WEIGHT, sums.getDouble(0) / sums.getDouble(1), 0);
  }

  @Override
  public Optional<String> missing(TrainingRows rows) {
    return column.flatMap(rows.known()::missing);
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of();
  }

  /** A model has to read something: one that reads nothing by itself reads what learners do. */
  @Override
  public List<String> inputs(TrainingRows rows) {
    return column.map(List::of).orElse(rows.inputs());
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    Line line = rule.line(rows);
    double[] coefficients =
        rows.inputs().stream()
            .mapToDouble(input -> input.equals(line.input()) ? line.slope() : 0)
            .toArray();
    LinearRegressionModel model =
        new LinearRegressionModel("baseline", Vectors.dense(coefficients), line.intercept());
    model.setFeaturesCol(Preparation.FEATURES);
    return Fitted.pipeline(rows, Preparation.fitOnMeans(rows, model), Map.of(), line.findings());
  }

  /** Finds the line. */
  private interface Rule {
    Line line(TrainingRows rows);
  }

  /** Spend = intercept + slope × input. */
  private record Line(String input, double slope, double intercept) {
    static Line constant(double value) {
      return new Line("", 0, value);
    }

    Map<String, String> findings() {
      Map<String, String> findings = new TreeMap<>();
      findings.put("intercept", Double.toString(intercept));
      if (!input.isEmpty()) {
        findings.put("input", input);
        findings.put("slope", Double.toString(slope));
      }
      return findings;
    }
  }
}
