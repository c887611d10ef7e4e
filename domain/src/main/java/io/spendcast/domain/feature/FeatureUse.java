package io.spendcast.domain.feature;

/** Who a feature is for. */
public enum FeatureUse {
  /** Input of the models. */
  MODEL,
  /**
   * Shown in the table but kept from the models, because its meaning changes with the length of the
   * history behind it.
   */
  REPORT
}
