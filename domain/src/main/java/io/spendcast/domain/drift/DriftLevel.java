package io.spendcast.domain.drift;

/** The usual reading of a population stability index. */
public enum DriftLevel {
  /** Below 0.10: alike. */
  LITTLE,
  /** From 0.10 to 0.25: to be watched. */
  MODERATE,
  /** Above 0.25: to be acted on. */
  LARGE;

  /** From here on the index is moderate. */
  public static final double WATCH = 0.10;

  /** Beyond this the index is large. */
  public static final double ACT = 0.25;

  static DriftLevel of(double psi) {
    if (psi > ACT) {
      return LARGE;
    }
    return psi < WATCH ? LITTLE : MODERATE;
  }
}
