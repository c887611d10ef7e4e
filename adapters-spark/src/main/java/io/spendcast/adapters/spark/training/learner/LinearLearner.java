package io.spendcast.adapters.spark.training.learner;

import io.spendcast.domain.feature.FeatureTable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;

/**
 * Ridge regression on standardised inputs. The penalty is small: it is there because windows
 * overlap, so inputs go hand in hand, not to select among them.
 */
public final class LinearLearner implements Learner {
  private static final String REG_PARAM = "reg_param";

  @Override
  public Map<String, String> defaults() {
    return Map.of(REG_PARAM, "0.01");
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    LinearRegression ridge =
        new LinearRegression()
            .setFeaturesCol(Preparation.FEATURES)
            .setLabelCol(FeatureTable.LABEL)
            .setStandardization(true)
            .setElasticNetParam(0)
            .setRegParam(settings.number(REG_PARAM))
            // Solves the normal equations in one pass; the inputs are few.
            .setSolver("normal");
    PipelineModel pipeline = Preparation.fitOnMeans(rows, ridge);
    return Fitted.pipeline(rows, pipeline, importances(rows, pipeline), Map.of());
  }

  /** How far the prediction moves when an input moves by its standard deviation. */
  private static Map<String, Double> importances(TrainingRows rows, PipelineModel pipeline) {
    LinearRegressionModel line =
        (LinearRegressionModel) pipeline.stages()[pipeline.stages().length - 1];
    Map<String, Double> moves = new HashMap<>(Preparation.byInput(rows, line.coefficients()));
    moves.replaceAll((input, slope) -> Math.abs(slope) * rows.statistics().deviations().get(input));
    return moves;
  }
}
