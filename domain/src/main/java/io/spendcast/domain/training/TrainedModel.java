package io.spendcast.domain.training;

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
 */
public record TrainedModel(
    Algorithm algorithm,
    ModelArtifact artifact,
    Hyperparameters hyperparameters,
    Map<String, Double> importances,
    double seconds) {
  /** Copies the importances. */
  public TrainedModel {
    importances = Map.copyOf(importances);
  }
}
