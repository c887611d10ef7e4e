package io.spendcast.domain.evaluation;

/** What the evidence says about the best learner. */
public enum Verdict {
  /** It beats the best baseline: the whole interval of its skill lies above zero. */
  SKILL,
  /** It gains less than the smallest useful skill: the whole interval lies below that. */
  NO_SKILL,
  /** The interval allows both: more test as-of dates or customers are needed. */
  INCONCLUSIVE,
  /** Too good to be true: something in the features knows the future. */
  SUSPECT_LEAK
}
