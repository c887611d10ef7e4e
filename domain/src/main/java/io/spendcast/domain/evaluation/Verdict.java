package io.spendcast.domain.evaluation;

/** What the evidence says about the best candidate that distinguishes customers. */
public enum Verdict {
  /** It beats the best that says the same of everybody: its interval is above zero. */
  SKILL,
  /** It gains less than the smallest useful skill: the whole interval is below that. */
  NO_SKILL,
  /** The interval allows both: more test as-of dates or customers are needed. */
  INCONCLUSIVE,
  /** A leak sentinel fails, or it is too good to be true: something knows the future. */
  SUSPECT_LEAK
}
