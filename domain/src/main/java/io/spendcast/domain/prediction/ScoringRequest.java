package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.PredictionIntervals;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * Whom to score with what.
 *
 * @param model the registered model
 * @param features the feature table
 * @param asOf the as-of date in it whose customers are scored
 * @param run the run that asks
 * @param scoredAt when, for the record
 */
public record ScoringRequest(
    ModelVersion model, FeatureTable features, AsOfDate asOf, RunId run, Instant scoredAt) {
  /**
   * The prediction intervals that the version carries; empty for one from before there were any.
   *
   * @throws SpendcastException {@code INVALID} if what it carries cannot be read
   */
  public Optional<PredictionIntervals> intervals() {
    try {
      return Optional.ofNullable(model.tags().get(PredictionIntervals.TAG))
          .map(PredictionIntervals::parse);
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the prediction intervals of %s version %s: its tag %s was changed."
              .formatted(model.name(), model.number(), PredictionIntervals.TAG),
          "Delete the tag to predict without intervals, or register the model again.",
          e);
    }
  }
}
