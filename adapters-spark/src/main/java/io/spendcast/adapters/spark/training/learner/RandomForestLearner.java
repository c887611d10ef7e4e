package io.spendcast.adapters.spark.training.learner;

import io.spendcast.domain.feature.FeatureTable;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;

/** Random Forest of MLlib; the defaults are sized for a million rows on a laptop. */
public final class RandomForestLearner implements Learner {
  @Override
  public Map<String, String> defaults() {
    return Map.of(
        "num_trees", "20",
        "max_depth", "6",
        "max_bins", "32",
        "min_instances_per_node", "5",
        "subsampling_rate", "0.3",
        "feature_subset_strategy", "0.5");
  }

  @Override
  public Fitted fit(TrainingRows rows, Settings settings, long seed) {
    RandomForestRegressor forest =
        new RandomForestRegressor()
            .setFeaturesCol(Preparation.FEATURES)
            .setLabelCol(FeatureTable.LABEL)
            .setNumTrees(settings.integer("num_trees"))
            .setMaxDepth(settings.integer("max_depth"))
            .setMaxBins(settings.integer("max_bins"))
            .setMinInstancesPerNode(settings.integer("min_instances_per_node"))
            .setSubsamplingRate(settings.number("subsampling_rate"))
            .setFeatureSubsetStrategy(settings.text("feature_subset_strategy"))
            .setSeed(seed);
    PipelineModel pipeline = Preparation.fitOnSentinel(rows, forest);
    RandomForestRegressionModel model =
        (RandomForestRegressionModel) pipeline.stages()[pipeline.stages().length - 1];
    return Fitted.pipeline(
        rows, pipeline, Preparation.byInput(rows, model.featureImportances()), Map.of());
  }
}
