package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.training.PanelPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The mean of the generalised linear model and of what a model of buying expects: they err in
 * different ways, the one where customers are unlike those it learned from, the other where habits
 * are not as its formulas have them. Each has a weight by how well it did at the last training
 * dates, which the fit for the weights does not learn from; where dates are too few to hold some
 * apart, by how well it did at all of them.
 */
public final class AverageLearner implements Learner {
  private static final String MEMBERS = "members";
  private static final String WEIGHT = "weight_";

  private final TweedieLearner model = new TweedieLearner();

  @Override
  public Map<String, String> defaults() {
    return model.defaults();
  }

  @Override
  public List<String> inputs(TrainingRows rows) {
    return Stream.concat(model.inputs(rows).stream(), rule(rows).stream()).distinct().toList();
  }

  /** The first forecast of a model of buying that the rows have. */
  private static Optional<String> rule(TrainingRows rows) {
    return CustomerFeatures.PURCHASE_FORECASTS.stream().filter(rows::isKnown).findFirst();
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    LogScale scale = LogScale.of(rows);
    Optional<String> rule = rule(rows);
    Dataset<Row> vectors = TweedieLearner.vectors(scale, rows, rule.stream().toList());
    try {
      TweedieFit fit = TweedieFit.of(scale, vectors, rows.statistics().rows(), settings, seed);
      Dataset<Row> forecast = fit.forecast(vectors);
      double level = TweedieLearner.level(forecast);
      Weights weights =
          inner(rows.plan())
              .map(inner -> weights(scale, vectors, inner, rule, settings, seed))
              .orElseGet(() -> Weights.of(forecast, members(level, rule)));
      return Fitted.pipeline(
          rows,
          Preparation.onLogs(rows, scale, stages(rows, fit, level, rule, weights)),
          fit.importances(),
          findings(rule, level, weights));
    } finally {
      vectors.unpersist();
    }
  }

  /** The last training dates apart from those whose labels were known before; empty if none are. */
  private static Optional<PanelPlan> inner(PanelPlan plan) {
    int most = Math.max(1, plan.train().size() / 4);
    return Stream.iterate(most, some -> some >= 1, some -> some - 1)
        .filter(plan::hasInner)
        .findFirst()
        .map(plan::inner);
  }

  private static Weights weights(
      LogScale scale,
      Dataset<Row> vectors,
      PanelPlan inner,
      Optional<String> rule,
      Settings settings,
      long seed) {
    Dataset<Row> learned = vectors.where(TrainingColumns.isAsOf(inner.train()));
    TweedieFit fit = TweedieFit.of(scale, learned, learned.count(), settings, seed);
    double level = TweedieLearner.level(fit.forecast(learned));
    return Weights.of(
        fit.forecast(vectors.where(TrainingColumns.isAsOf(inner.test()))), members(level, rule));
  }

  private static List<Column> members(double level, Optional<String> rule) {
    List<Column> members = new ArrayList<>();
    members.add(col(TweedieFit.FORECAST).multiply(level));
    rule.ifPresent(column -> members.add(col(column)));
    return members;
  }

  private static List<PipelineStage> stages(
      TrainingRows rows, TweedieFit fit, double level, Optional<String> rule, Weights weights) {
    String forecast = Preparation.suffix(rows.inputs()) + "_forecast";
    String[] members =
        Stream.concat(
                Stream.of(forecast),
                rule.stream().map(column -> column + Preparation.suffix(rows.inputs())))
            .toArray(String[]::new);
    LinearRegressionModel average =
        new LinearRegressionModel(
            "average",
            Vectors.dense(weights.shares().stream().mapToDouble(share -> share).toArray()),
            0);
    average.setFeaturesCol(MEMBERS);
    return List.of(
        fit.asRead(level, forecast),
        new VectorAssembler(MEMBERS).setInputCols(members).setOutputCol(MEMBERS),
        average);
  }

  private static Map<String, String> findings(
      Optional<String> rule, double level, Weights weights) {
    Map<String, String> findings = new TreeMap<>();
    findings.put("level", Double.toString(level));
    findings.put(WEIGHT + "tweedie", Double.toString(weights.shares().get(0)));
    rule.ifPresent(
        column -> findings.put(WEIGHT + column, Double.toString(weights.shares().get(1))));
    return findings;
  }
}
