package io.spendcast.domain.training;

import java.util.Locale;

/** The candidates, from the simplest to the most complex: the order breaks ties. */
public enum Algorithm {
  /** Nobody spends anything; shown for comparison, never chosen. */
  ZERO(true),
  /** Everybody spends the training mean. */
  MEAN(true),
  /** The training mean per unit of season weight, times the season weight of the window. */
  SEASONAL_MEAN(true),
  /** Everybody spends what they spent in the last days, as many as are forecast. */
  PERSISTENCE(true),
  /** Everybody spends what they spent in the window's calendar days one year earlier. */
  SAME_WINDOW_LAST_YEAR(true),
  /** Everybody keeps the rate of spend of their whole history, in the season of the window. */
  RATE_SEASON(true),
  /** Ridge regression. */
  LINEAR(false),
  /** Random Forest of regression trees. */
  RANDOM_FOREST(false),
  /** Gradient-boosted trees of Spark MLlib. */
  GBT(false),
  /** Gradient-boosted trees of XGBoost. */
  XGBOOST(false);

  private final boolean baseline;

  Algorithm(boolean baseline) {
    this.baseline = baseline;
  }

  /** Whether it learns nothing about customers that they did not simply do before. */
  public boolean isBaseline() {
    return baseline;
  }

  /** Whether it may be registered. */
  public boolean isSelectable() {
    return this != ZERO;
  }

  /** The name in runs, reports and settings, such as {@code random-forest}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
