package io.spendcast.application.prediction;

import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.Stage;
import java.util.Objects;
import java.util.Optional;

/**
 * What predicts, and in what.
 *
 * @param model the registered model
 * @param stage of the version that predicts; Production except in trials
 * @param currency of the amounts, such as EUR; empty if nobody has said
 * @param reasons that are written with the forecasts
 */
public record PredictionSettings(
    ModelName model, Stage stage, Optional<String> currency, Reasons reasons) {
  /** Checks that nothing is missing. */
  public PredictionSettings {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(currency, "currency");
    Objects.requireNonNull(reasons, "reasons");
  }
}
