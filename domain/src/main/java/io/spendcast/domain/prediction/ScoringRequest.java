package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.uncertainty.ForecastSpread;
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
 * @param reasons that are written with the forecasts
 */
public record ScoringRequest(
    ModelVersion model,
    FeatureTable features,
    AsOfDate asOf,
    RunId run,
    Instant scoredAt,
    Reasons reasons) {
  /** Without reasons. */
  public ScoringRequest(
      ModelVersion model, FeatureTable features, AsOfDate asOf, RunId run, Instant scoredAt) {
    this(model, features, asOf, run, scoredAt, Reasons.NONE);
  }

  /**
   * The prediction intervals that the version carries; empty for one from before there were any.
   *
   * @throws SpendcastException {@code INVALID} if what it carries cannot be read
   */
  public Optional<PredictionIntervals> intervals() {
    return model.card().intervals();
  }

  /**
   * The spread that the version carries; empty for one from before there was any.
   *
   * @throws SpendcastException {@code INVALID} if what it carries cannot be read
   */
  public Optional<ForecastSpread> spread() {
    return model.card().spread();
  }
}
