package io.spendcast.domain.evaluation;

import java.util.Locale;

/** What a forecast may be used for. */
public enum Use {
  /** To rank customers and to plan totals. */
  RANK_AND_PLAN("rank customers and plan totals"),
  /** To rank customers; its total is off, or unknown. */
  RANK("rank customers, but do not plan totals"),
  /** To plan totals; it does not tell customers apart. */
  PLAN("plan totals, but do not rank customers"),
  /** As before: the model that was there goes on forecasting. */
  AS_BEFORE("go on as before"),
  /** For nothing yet. */
  NOTHING("nothing yet");

  private final String words;

  Use(String words) {
    this.words = words;
  }

  /** What one may do, as an imperative, or that one may do nothing yet. */
  public String words() {
    return words;
  }

  /** The name in answers and tags, such as {@code rank_and_plan}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What remains of it under a verdict: nothing, if a leak is suspected. */
  public Use under(Verdict verdict) {
    return verdict == Verdict.SUSPECT_LEAK ? NOTHING : this;
  }

  static Use of(Capabilities found) {
    if (found.level()) {
      return found.order() ? RANK_AND_PLAN : PLAN;
    }
    return found.order() ? RANK : NOTHING;
  }

  /**
   * What was shown of a forecast.
   *
   * @param order that it puts customers in order
   * @param level that its total is right
   */
  record Capabilities(boolean order, boolean level) {}
}
