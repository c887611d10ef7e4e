package io.spendcast.domain.feature;

/** What a feature is computed from, and so what could leak into it. */
public enum LeakClass {
  /** The customer's own sales that had happened and were known before the as-of date. */
  OWN_PAST,
  /** All customers' sales that had happened and were known before the as-of date. */
  POPULATION_PAST
}
