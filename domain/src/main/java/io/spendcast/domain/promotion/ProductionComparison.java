package io.spendcast.domain.promotion;

import io.spendcast.domain.evaluation.loss.Interval;
import java.util.Optional;

/**
 * How a candidate compares with what it would replace, on the same held-out rows.
 *
 * @param basis what it was compared with, and how
 * @param skill MSE skill of the candidate against that; empty if there is nothing in Production
 * @param daysNewer how many days more of training as-of dates the candidate has seen; empty if that
 *     is not known
 */
public record ProductionComparison(
    Basis basis, Optional<Interval> skill, Optional<Long> daysNewer) {
  /** Nothing is in Production. */
  public static final ProductionComparison NONE =
      new ProductionComparison(Basis.NOTHING, Optional.empty(), Optional.empty());

  /** What a candidate is compared with. */
  public enum Basis {
    /** Nothing is in Production. */
    NOTHING,
    /** The Production model, which reads the same feature set. */
    SAME_FEATURES,
    /**
     * The Production model by the names of its inputs, which this table has, though its feature set
     * is another: it cannot predict from these features.
     */
    SAME_INPUTS,
    /**
     * The best baseline in its place, since the Production model reads features that are not there.
     */
    BASELINE
  }

  /** Whether Production could go on predicting from these features. */
  boolean canStillPredict() {
    return basis == Basis.SAME_FEATURES;
  }
}
