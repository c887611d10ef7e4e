package io.spendcast.domain.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The gate before Production.
 *
 * @param totalSpendTolerance largest allowed |Σŷ/Σy − 1| unless its interval covers zero
 * @param inferiorityMargin largest MSE loss against the Production model that is still tolerated,
 *     as a share of that model's MSE
 */
public record PromotionPolicy(double totalSpendTolerance, double inferiorityMargin) {
  /** Ten per cent on the total; one per cent against the Production model. */
  public static final PromotionPolicy DEFAULT = new PromotionPolicy(0.10, 0.01);

  /**
   * Decides on a candidate.
   *
   * @param verdict of the run that trained it
   * @param totalSpendError of the candidate on the test panel
   * @param skillAgainstProduction MSE skill of the candidate against the Production model on the
   *     same rows; empty if there is none or it cannot read these features
   */
  public Decision decide(
      Verdict verdict, Interval totalSpendError, Optional<Interval> skillAgainstProduction) {
    List<String> refusals = new ArrayList<>();
    if (verdict == Verdict.SUSPECT_LEAK) {
      refusals.add("the verdict is SUSPECT_LEAK: a feature seems to know the future");
    }
    if (!(Math.abs(totalSpendError.value()) <= totalSpendTolerance)
        && !totalSpendError.coversZero()) {
      refusals.add(
          String.format(
              Locale.ROOT,
              "the total spend is off by %s, more than %.2f allows",
              totalSpendError,
              totalSpendTolerance));
    }
    skillAgainstProduction
        .filter(skill -> skill.low() < -inferiorityMargin && skill.high() < 0)
        .ifPresent(
            skill ->
                refusals.add(
                    "it is worse than the Production model on the same rows: MSE skill " + skill));
    return new Decision(refusals);
  }

  /**
   * The gate's answer.
   *
   * @param refusals why not; empty grants the promotion
   */
  public record Decision(List<String> refusals) {
    /** Copies the list. */
    public Decision {
      refusals = List.copyOf(refusals);
    }

    /** Whether the promotion is granted. */
    public boolean isGranted() {
      return refusals.isEmpty();
    }
  }
}
