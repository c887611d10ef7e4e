package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

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
    return read(PredictionIntervals.TAG, "prediction intervals", PredictionIntervals::parse);
  }

  /**
   * The spread that the version carries; empty for one from before there was any.
   *
   * @throws SpendcastException {@code INVALID} if what it carries cannot be read
   */
  public Optional<ForecastSpread> spread() {
    return read(ForecastSpread.TAG, "spread of forecasts", ForecastSpread::parse);
  }

  private <T> Optional<T> read(String tag, String name, Function<String, T> parse) {
    try {
      return Optional.ofNullable(model.tags().get(tag)).map(parse);
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the %s of %s version %s: its tag %s was changed."
              .formatted(name, model.name(), model.number(), tag),
          "Delete the tag to predict without them, or register the model again.",
          e);
    }
  }
}
