package io.spendcast.domain.feature;

/** Who a feature is for. */
public enum FeatureUse {
  /** Input of the models. */
  MODEL,
  /** Input of the models if all are asked for: on planted data it adds no skill. */
  EXTRA,
  /**
   * Shown in the table but kept from the learners (a baseline may be read from it): its meaning
   * changes with the length of the history behind it, or it adds no skill.
   */
  REPORT
}
