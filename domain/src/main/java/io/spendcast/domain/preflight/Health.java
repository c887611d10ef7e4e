package io.spendcast.domain.preflight;

/** How well something is. */
public enum Health {
  /** As it should be. */
  PASS,
  /** Not looked at, because it does not apply here. */
  SKIPPED,
  /** It works, but not as well as it could, or it cannot be told for certain. */
  WARN,
  /** It is wrong, and trying again does not help. */
  FAIL,
  /** It is outside, and does not answer. */
  UNAVAILABLE
}
