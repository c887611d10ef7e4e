package io.spendcast.adapters.spark.training.learner;

import io.spendcast.domain.feature.FeatureTable;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;

/** Gradient-boosted trees of MLlib; the defaults are sized for a million rows on a laptop. */
public final class GbtLearner implements Learner {
  @Override
  public Map<String, String> defaults() {
    return Map.of(
        "max_iter", "20",
        "max_depth", "4",
        "max_bins", "32",
        "min_instances_per_node", "20",
        "step_size", "0.2",
        "subsampling_rate", "0.5");
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    GBTRegressor boosted =
        new GBTRegressor()
            .setFeaturesCol(Preparation.FEATURES)
            .setLabelCol(FeatureTable.LABEL)
            .setMaxIter(settings.integer("max_iter"))
            .setMaxDepth(settings.integer("max_depth"))
            .setMaxBins(settings.integer("max_bins"))
            .setMinInstancesPerNode(settings.integer("min_instances_per_node"))
            .setStepSize(settings.number("step_size"))
            .setSubsamplingRate(settings.number("subsampling_rate"))
            .setSeed(seed);
    PipelineModel pipeline = Preparation.fitOnSentinel(rows, boosted);
    GBTRegressionModel model = (GBTRegressionModel) pipeline.stages()[pipeline.stages().length - 1];
    return Fitted.pipeline(
        rows, pipeline, Preparation.byInput(rows, model.featureImportances()), Map.of());
  }
}
