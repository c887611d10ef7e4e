package io.spendcast.domain.sales;

/** Which way goods and money move in a source table. */
public enum LineFlow {
  /** Goods to the customer: counts as spend, orders, lines and units. */
  SALE,
  /** Goods back: counts as returned, on the day of the return. */
  RETURN,
  /**
   * Goods back: counts as returned, and is taken off spend, lines and units on the day of the
   * return. An order of which all comes back on its own day is none.
   */
  TAKEN_OFF
}
