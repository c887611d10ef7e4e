package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spend as the exponential of a line through standardised logarithms.
 *
 * @param scale of the inputs
 * @param model reads the vectors of that scale
 */
record TweedieFit(LogScale scale, GeneralizedLinearRegressionModel model) {
  /** What a fit learns from: spend, never below zero. */
  static final String TARGET = "target";

  /** What it forecasts, in money. */
  static final String FORECAST = "forecast";

  private static final String IN_MEANS = "target_in_means";

  /** With these many rows its few numbers are known well enough. */
  private static final double MOST_ROWS = 300_000;

  private static final double WEAKEST = 0.01;
  private static final double STRONGEST = 100;

  /** Fits to vectors of the scale; how many they are decides whether all are read. */
  static TweedieFit of(
      LogScale scale, Dataset<Row> vectors, long rows, Settings settings, long seed) {
    Dataset<Row> read = rows > MOST_ROWS ? vectors.sample(false, MOST_ROWS / rows, seed) : vectors;
    return new TweedieFit(scale, stable(read, settings));
  }

  /**
   * Counts spend in means: the steps of the fit begin at the spend of each row, or at a tenth where
   * there is none, and run away where the rest is in thousands. So the penalty is the same in every
   * currency, too. If they run away all the same, a stronger penalty holds them; without a fit even
   * so, the level alone is learned.
   */
  private static GeneralizedLinearRegressionModel stable(Dataset<Row> read, Settings settings) {
    Row found = read.agg(avg(TARGET), first(Preparation.FEATURES)).first();
    double mean = Math.max(found.getDouble(0), Double.MIN_NORMAL);
    Dataset<Row> inMeans = read.withColumn(IN_MEANS, col(TARGET).divide(mean));
    double penalty = settings.number(TweedieLearner.REG_PARAM);
    while (penalty <= STRONGEST) {
      GeneralizedLinearRegression estimator = estimator(settings, penalty);
      Optional<GeneralizedLinearRegressionModel> model = tried(estimator, inMeans);
      if (model.isPresent()) {
        return inMoney(estimator, model.get().coefficients(), model.get().intercept(), mean);
      }
      penalty = 10 * Math.max(penalty, WEAKEST);
    }
    Vector none = Vectors.zeros(((Vector) found.get(1)).size());
    return inMoney(estimator(settings, penalty), none, 0, mean);
  }

  /** Empty if the fit ran away: MLlib stops with a failed assertion, or finds no numbers. */
  private static Optional<GeneralizedLinearRegressionModel> tried(
      GeneralizedLinearRegression estimator, Dataset<Row> read) {
    try {
      GeneralizedLinearRegressionModel model = estimator.fit(read);
      boolean isFinite =
          Double.isFinite(model.intercept())
              && Arrays.stream(model.coefficients().toArray()).allMatch(Double::isFinite);
      return Optional.of(model).filter(found -> isFinite);
    } catch (AssertionError ranAway) {
      return Optional.empty();
    }
  }

  private static GeneralizedLinearRegressionModel inMoney(
      GeneralizedLinearRegression estimator, Vector slopes, double intercept, double mean) {
    return estimator.copyValues(
        new GeneralizedLinearRegressionModel("tweedie", slopes, intercept + Math.log(mean)),
        ParamMap.empty());
  }

  private static GeneralizedLinearRegression estimator(Settings settings, double penalty) {
    return new GeneralizedLinearRegression()
        .setFamily("tweedie")
        .setVariancePower(settings.number(TweedieLearner.VARIANCE_POWER))
        // The logarithm.
        .setLinkPower(0)
        .setRegParam(penalty)
        .setMaxIter(settings.integer(TweedieLearner.MAX_ITER))
        .setFeaturesCol(Preparation.FEATURES)
        .setLabelCol(IN_MEANS)
        .setPredictionCol(FORECAST);
  }

  /** Adds the column of forecasts. */
  Dataset<Row> forecast(Dataset<Row> vectors) {
    return model.transform(vectors);
  }

  /** The same line through the logarithms as they are, with all forecasts multiplied by a level. */
  GeneralizedLinearRegressionModel asRead(double level, String column) {
    double[] slopes = IntStream.range(0, scale.entries().size()).mapToDouble(this::slope).toArray();
    double shift =
        IntStream.range(0, slopes.length)
            .mapToDouble(i -> slopes[i] * scale.entries().get(i).mean())
            .sum();
    GeneralizedLinearRegressionModel read =
        new GeneralizedLinearRegressionModel(
            "tweedie", Vectors.dense(slopes), model.intercept() - shift + Math.log(level));
    read.set(read.family(), model.getFamily());
    read.set(read.variancePower(), model.getVariancePower());
    read.set(read.linkPower(), model.getLinkPower());
    read.setFeaturesCol(Preparation.FEATURES);
    read.setPredictionCol(column);
    return read;
  }

  private double slope(int i) {
    double deviation = scale.entries().get(i).deviation();
    return deviation > 0 ? model.coefficients().apply(i) / deviation : 0;
  }

  /** How far the logarithm of the forecast moves when that of an input moves by its deviation. */
  Map<String, Double> importances() {
    Map<String, Double> moves = new HashMap<>();
    IntStream.range(0, scale.entries().size())
        .filter(i -> scale.entries().get(i).deviation() > 0)
        .forEach(
            i -> moves.put(scale.entries().get(i).name(), Math.abs(model.coefficients().apply(i))));
    return moves;
  }
}
