package io.spendcast.domain.leak;

import java.util.Locale;

/** The checks that every training makes of itself, each for one way in which the future leaks. */
public enum Sentinel {
  /**
   * Features computed without anything that happened or became known on or after the as-of date
   * equal those of the table, and so does the category vocabulary at the last training as-of date.
   */
  FUTURE_SCRAMBLE,
  /** The daily spend before the as-of date equals the sales lines known by then. */
  RECONCILIATION,
  /** The customers of the table are those with an order before the as-of date, and no others. */
  POPULATION,
  /** A vector and its forecast are the same in the table, in a batch and for one customer alone. */
  PARITY,
  /** No single feature says the label by itself. */
  SINGLE_FEATURE,
  /** A model that learned from shuffled labels has no skill. */
  LABEL_PERMUTATION;

  /** The name in runs and reports, such as {@code future_scramble}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
