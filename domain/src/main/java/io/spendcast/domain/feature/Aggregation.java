package io.spendcast.domain.feature;

import static io.spendcast.domain.feature.LeakClass.OWN_PAST;
import static io.spendcast.domain.feature.LeakClass.POPULATION_PAST;

/** How a feature condenses the days of its window into one number. */
public enum Aggregation {
  /** Sum of the measure. */
  SUM("0 if there was none", OWN_PAST),
  /** Sum of the measure per 30 days of observed history: comparable between as-of dates. */
  RATE_30D("0 if there was none", OWN_PAST),
  /**
   * Sum of the measure after the first day with an order, per day since then, at least 30, times
   * the days of the forecast window: comparable between customers who came early and late.
   */
  RATE_TENURE("0 if there was none", OWN_PAST),
  /** Sum of the measure divided by the number of orders. */
  PER_ORDER("null without an order", OWN_PAST),
  /** Sum of the measure divided by the number of units. */
  PER_UNIT("null without a unit", OWN_PAST),
  /** Sum of the measure divided by spend. */
  PER_SPEND("null without spend", OWN_PAST),
  /** Discount divided by the list price, which is spend and discount. */
  DISCOUNT_RATE("null without spend or discount", OWN_PAST),
  /** The channel's or category's sum divided by the sum over all of them. */
  SHARE("null if the whole is 0", OWN_PAST),
  /** Spend outside the categories of the feature set divided by spend. */
  OTHER_SHARE("null without spend", OWN_PAST),
  /** Sum in the window minus the sum in the window of equal length before it. */
  CHANGE("0 if there was none in both", OWN_PAST),
  /** Days from the last order to the as-of date, at least 1 and at most a window's. */
  DAYS_SINCE_LAST("null without an order", OWN_PAST),
  /** Days from the first order to the as-of date, at least 1 and at most a window's. */
  DAYS_SINCE_FIRST("null without an order", OWN_PAST),
  /** 1 if the last day with an order had one in this channel, else 0. */
  LAST_IS_HERE("null without an order", OWN_PAST),
  /** Sum of the measure on the first day with an order. */
  FIRST_DAY("null without an order", OWN_PAST),
  /** Mean days between days with an order, at most a window's. */
  GAP_MEAN("null under two days with an order", OWN_PAST),
  /** Standard deviation of the days between days with an order, divided by their mean. */
  GAP_VARIATION("null under three days with an order", OWN_PAST),
  /** Days since the last order divided by the mean days between days with an order. */
  GAPS_SINCE_LAST("null under two days with an order", OWN_PAST),
  /** Mean over the last twelve 30-day blocks, as far as the sales history covers them. */
  BLOCK_MEAN("null under 30 days of history", OWN_PAST),
  /** Maximum over these blocks. */
  BLOCK_MAX("null under 30 days of history", OWN_PAST),
  /** Least-squares slope over these blocks, per block, from the oldest to the newest. */
  BLOCK_TREND("null under 60 days of history", OWN_PAST),
  /** Share of these blocks in which the measure is 0. */
  BLOCK_EMPTY("null under 30 days of history", OWN_PAST),
  /** Sum over the forecast window's calendar days one year earlier. */
  LAST_YEAR("null if these days are not over or not covered by the history", OWN_PAST),
  /**
   * Sum of the measure per season weight of the history, times the forecast window's: what the
   * customer's rate so far comes to in the season of the window.
   */
  RATE_SEASON("null under a year of history", POPULATION_PAST),
  /**
   * The same since the customer's first day with an order, and without that day: what the rate of
   * coming back amounts to in the season of the window.
   */
  RATE_TENURE_SEASON("null under a year of history", POPULATION_PAST),
  /** Share of a year's purchases that falls in the forecast window's days, growth taken out. */
  SEASON_WEIGHT("null under a year of history", POPULATION_PAST),
  /** Probability that the customer still buys, by the model of buying. */
  ALIVE_PROBABILITY("null if the model of the as-of date is degenerate", POPULATION_PAST),
  /** Days with an order to expect in the forecast window, by the model of buying. */
  EXPECTED_ORDERS("null if the model of the as-of date is degenerate", POPULATION_PAST),
  /** Spend to expect on a day with an order, by the model of buying. */
  EXPECTED_BASKET("null if the model of the as-of date is degenerate", POPULATION_PAST),
  /** Spend to expect in the forecast window, by the model of buying. */
  EXPECTED_SPEND("null if the model of the as-of date is degenerate", POPULATION_PAST),
  /** The same with the season of the forecast window. */
  EXPECTED_SPEND_IN_SEASON(
      "null under a year of history, or if the model of the as-of date is degenerate",
      POPULATION_PAST),
  /** Days of sales history behind the as-of date. */
  OBSERVED_DAYS("never null", POPULATION_PAST),
  /** 1 if the sales history covers the whole window, else 0. */
  FULL_LOOKBACK("never null", POPULATION_PAST);

  private final String absence;
  private final LeakClass leakClass;

  Aggregation(String absence, LeakClass leakClass) {
    this.absence = absence;
    this.leakClass = leakClass;
  }

  /** The null policy: what the value is where nothing was observed. */
  public String absence() {
    return absence;
  }

  /** Whether it is an outcome of the model of buying. */
  boolean isOfPurchaseModel() {
    return this == ALIVE_PROBABILITY
        || this == EXPECTED_ORDERS
        || this == EXPECTED_BASKET
        || this == EXPECTED_SPEND
        || this == EXPECTED_SPEND_IN_SEASON;
  }

  /** What the value is computed from. */
  public LeakClass leakClass() {
    return leakClass;
  }
}
