package io.spendcast.adapters.spark.training;

import static io.spendcast.domain.feature.CustomerFeatures.HORIZON_SEASON_WEIGHT;
import static io.spendcast.domain.feature.CustomerFeatures.SPEND_LAST_HORIZON;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.domain.feature.FeatureTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Row;

/**
 * The baseline ladder. Each is a line through at most one input, written as a Spark ML model, so
 * that a baseline can be judged, registered and served like any other model.
 */
final class BaselineLearner implements Learner {
  private final Rule rule;

  private BaselineLearner(Rule rule) {
    this.rule = rule;
  }

  static Learner zero() {
    return new BaselineLearner(rows -> Line.constant(0));
  }

  static Learner mean() {
    return new BaselineLearner(rows -> Line.constant(rows.statistics().meanLabel()));
  }

  static Learner persistence() {
    return new BaselineLearner(
        rows ->
            rows.inputs().contains(SPEND_LAST_HORIZON)
                ? new Line(SPEND_LAST_HORIZON, 1, 0, "")
                : meanBecause(rows, "there is no input " + SPEND_LAST_HORIZON));
  }

  static Learner seasonalMean() {
    return new BaselineLearner(BaselineLearner::seasonalLine);
  }

  private static Line seasonalLine(TrainingRows rows) {
    if (!rows.inputs().contains(HORIZON_SEASON_WEIGHT)) {
      return meanBecause(rows, "there is no input " + HORIZON_SEASON_WEIGHT);
    }
    Row sums =
        rows.data()
            .where(col(HORIZON_SEASON_WEIGHT).isNotNull())
            .agg(sum(FeatureTable.LABEL), sum(HORIZON_SEASON_WEIGHT))
            .first();
    if (sums.isNullAt(1) || sums.getDouble(1) <= 0) {
      return meanBecause(rows, "the season weight of the training rows is unknown");
    }
    return new Line(HORIZON_SEASON_WEIGHT, sums.getDouble(0) / sums.getDouble(1), 0, "");
  }

  private static Line meanBecause(TrainingRows rows, String reason) {
    return new Line("", 0, rows.statistics().meanLabel(), "mean, since " + reason);
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of();
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
    return Fitted.pipeline(Preparation.fitOnMeans(rows, model), Map.of(), line.findings());
  }

  /** Finds the line. */
  private interface Rule {
    Line line(TrainingRows rows);
  }

  /** Spend = intercept + slope × input; with the reason if it is not the line that was wanted. */
  private record Line(String input, double slope, double intercept, String fallback) {
    static Line constant(double value) {
      return new Line("", 0, value, "");
    }

    Map<String, String> findings() {
      Map<String, String> findings = new TreeMap<>();
      findings.put("intercept", Double.toString(intercept));
      if (!input.isEmpty()) {
        findings.put("input", input);
        findings.put("slope", Double.toString(slope));
      }
      if (!fallback.isEmpty()) {
        findings.put("fallback", fallback);
      }
      return findings;
    }
  }
}
