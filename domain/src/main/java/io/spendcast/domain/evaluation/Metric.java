package io.spendcast.domain.evaluation;

import java.util.Locale;

/** Measures of a model on held-out rows; y is the label, ŷ the prediction. */
public enum Metric {
  /** Root of the mean squared error, in currency. */
  RMSE,
  /** Mean absolute error, in currency; shown, never gated, since zero predictions win it. */
  MAE,
  /** 1 − Σ(y−ŷ)² / Σ(y−mean y)². */
  R2,
  /** 1 − Σ(y−ŷ)² / Σ(y−b)² against the best baseline b. */
  MSE_SKILL,
  /** Σŷ / Σy − 1. */
  TOTAL_SPEND_ERROR;

  /** The name in runs and reports, such as {@code mse_skill}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
