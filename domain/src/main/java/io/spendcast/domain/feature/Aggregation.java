package io.spendcast.domain.feature;

/** How a feature condenses the days of its window into one number. */
public enum Aggregation {
  /** Sum of the measure. */
  SUM,
  /** Sum of the measure per 30 days of observed history: comparable between as-of dates. */
  RATE_30D,
  /** Sum of the measure divided by the number of orders; null without orders. */
  PER_ORDER,
  /** The channel's sum divided by the sum over all channels; null if that is zero. */
  CHANNEL_SHARE,
  /** Sum in the window minus the sum in the window of equal length before it. */
  CHANGE,
  /** Days from the last order to the as-of date, at least 1; null without an order. */
  DAYS_SINCE_LAST,
  /** Days from the first order to the as-of date, at least 1; null without an order. */
  DAYS_SINCE_FIRST,
  /**
   * Sum over the forecast window's calendar days one year earlier; null under a year of history.
   */
  LAST_YEAR,
  /** Share of the whole population's yearly spend that falls in the forecast window's days. */
  SEASON_WEIGHT,
  /** 1 if the sales history covers the whole window, else 0. */
  FULL_LOOKBACK
}
