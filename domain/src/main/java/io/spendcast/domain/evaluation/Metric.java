package io.spendcast.domain.evaluation;

import java.util.Locale;

/** Measures of a model on held-out rows; y is the label, ŷ the prediction. */
public enum Metric {
  /** Root of the mean squared error, in currency. */
  RMSE("there are no held-out rows"),
  /** Mean absolute error, in currency; shown, never gated, since zero predictions win it. */
  MAE("there are no held-out rows"),
  /** Σ|y−ŷ| / Σy; shown, never gated, as the mean absolute error. */
  WAPE("nobody spent anything"),
  /** 1 − Σ(y−ŷ)² / Σ(y−mean y)². */
  R2("all customers spent the same"),
  /** 1 − Σ(y−ŷ)² / Σ(y−b)² against the best baseline b. */
  MSE_SKILL("the best baseline makes no error"),
  /**
   * Mean Tweedie deviance of power 1.5, 4(√y−√ŷ)²/√ŷ, in the root of the currency; ŷ counts as at
   * least 0.01.
   */
  TWEEDIE_DEVIANCE("a customer returned more than was bought"),
  /** Σŷ / Σy − 1. */
  TOTAL_SPEND_ERROR("nobody spent anything"),
  /** Gini coefficient of the order by ŷ over that of the order by y; zero for a random order. */
  GINI("all customers spent the same"),
  /** Rank correlation of ŷ and y. */
  SPEARMAN("all forecasts, or all labels, are the same"),
  /** Area under the curve of ŷ as a score of y > 0. */
  AUC("nobody, or everybody, spent something"),
  /** Mean over deciles of ŷ of |mean ŷ − mean y| / mean y; deciles without spend do not count. */
  DECILE_MAPE("nobody spent anything"),
  /** Share of Σy with the one per cent of the rows that have the highest ŷ. */
  TOP_1_CAPTURE("nobody spent anything"),
  /** Share of Σy with the five per cent of the rows that have the highest ŷ. */
  TOP_5_CAPTURE("nobody spent anything"),
  /** Share of Σy with the ten per cent of the rows that have the highest ŷ. */
  TOP_10_CAPTURE("nobody spent anything");

  private final String undefined;

  Metric(String undefined) {
    this.undefined = undefined;
  }

  /** Why it has no value where there are rows but no value. */
  String undefined() {
    return undefined;
  }

  /** The name in runs and reports, such as {@code mse_skill}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
