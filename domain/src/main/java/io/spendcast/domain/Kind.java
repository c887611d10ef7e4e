package io.spendcast.domain;

/** What a failure means for the one who must act on it. */
public enum Kind {
  /** The request or the data is wrong: correct it, a retry fails again. */
  INVALID,
  /** What was named does not exist: create it or name another. */
  NOT_FOUND,
  /** Another writer won or is at work: read again and decide. */
  CONFLICT,
  /** Something outside failed and nothing was changed: retry. */
  UNAVAILABLE,
  /** A write may or may not have happened: check before any retry. */
  OUTCOME_UNKNOWN
}
