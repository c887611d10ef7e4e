package io.spendcast.domain.feature;

/** What a feature counts or sums over daily spend. */
public enum Measure {
  /** Amount bought, in the retailer's currency. */
  SPEND,
  /** Amount returned, in the retailer's currency, by the day of the return. */
  RETURNED,
  /** Distinct orders. */
  ORDERS,
  /** Order lines. */
  LINES,
  /** Units bought. */
  UNITS
}
