package io.spendcast.domain.training;

import java.util.List;
import java.util.Map;

/**
 * What a trainer made.
 *
 * @param algorithm how
 * @param artifact its files, in the trainer's scratch space until they are tracked
 * @param hyperparameters the settings in effect, defaults included
 * @param importances share of each input in the model's decisions, summing to 1; empty if the
 *     algorithm has none
 * @param seconds training time
 * @param curves measures of the algorithm step by step, by name; empty if it reports none
 */
public record TrainedModel(
    Algorithm algorithm,
    ModelArtifact artifact,
    Hyperparameters hyperparameters,
    Map<String, Double> importances,
    double seconds,
    Map<String, List<Double>> curves) {
  /** Copies the collections. */
  public TrainedModel {
    importances = Map.copyOf(importances);
    curves = Map.copyOf(curves);
  }
}
