package io.spendcast.domain.training;

import java.util.Locale;

/** The candidates, from the simplest to the most complex: the order breaks ties. */
public enum Algorithm {
  /** Nobody spends anything; shown for comparison, never chosen. */
  ZERO(Rung.LEVEL),
  /** Everybody spends the training mean. */
  MEAN(Rung.LEVEL),
  /** The training mean per unit of season weight, times the season weight of the window. */
  SEASONAL_MEAN(Rung.LEVEL),
  /** Everybody spends what they spent in the last days, as many as are forecast. */
  PERSISTENCE(Rung.RULE),
  /** Everybody spends what they spent in the window's calendar days one year earlier. */
  SAME_WINDOW_LAST_YEAR(Rung.RULE),
  /** Everybody keeps the rate of spend since their first order. */
  RATE(Rung.RULE),
  /** Everybody keeps that rate, in the season of the window. */
  RATE_SEASON(Rung.RULE),
  /** Everybody spends what BG/NBD and Gamma-Gamma expect of one who bought like them. */
  BTYD(Rung.RULE),
  /** The same in the season of the window. */
  BTYD_SEASON(Rung.RULE),
  /** Ridge regression. */
  LINEAR(Rung.LEARNER),
  /** A generalised linear model of spend: Tweedie deviance, log link, logarithms of the inputs. */
  TWEEDIE(Rung.LEARNER),
  /** The generalised linear model and the model of buying, averaged. */
  AVERAGE(Rung.LEARNER),
  /** Random Forest of regression trees. */
  RANDOM_FOREST(Rung.LEARNER),
  /** Gradient-boosted trees of Spark MLlib. */
  GBT(Rung.LEARNER),
  /** Gradient-boosted trees of XGBoost. */
  XGBOOST(Rung.LEARNER);

  private final Rung rung;

  Algorithm(Rung rung) {
    this.rung = rung;
  }

  /** Whether it learns nothing about customers that they did not simply do before. */
  public boolean isBaseline() {
    return rung != Rung.LEARNER;
  }

  /** Whether its forecast depends on the customer, and not on the date alone. */
  public boolean tellsCustomersApart() {
    return rung != Rung.LEVEL;
  }

  /** Whether it may be registered. */
  public boolean isSelectable() {
    return this != ZERO;
  }

  /** The name in runs, reports and settings, such as {@code random-forest}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How much a candidate makes of a customer's past. */
  private enum Rung {
    /** Nothing: it says the same of everybody. */
    LEVEL,
    /** It goes on as before. */
    RULE,
    /** It learns from everybody's past what follows. */
    LEARNER
  }
}
