package io.spendcast.domain.feature;

/** What a feature counts or sums over daily spend. */
public enum Measure {
  /** Amount bought, in the retailer's currency. */
  SPEND,
  /** Amount returned, in the retailer's currency, by the day of the return. */
  RETURNED,
  /** Amount taken off the list price, in the retailer's currency. */
  DISCOUNT,
  /** Distinct orders. */
  ORDERS,
  /** Distinct orders on Saturdays and Sundays. */
  WEEKEND_ORDERS,
  /** Order lines. */
  LINES,
  /** Units bought. */
  UNITS;

  /** Whether it is an amount of money rather than a count. */
  public boolean isMoney() {
    return this == SPEND || this == RETURNED || this == DISCOUNT;
  }
}
