package io.spendcast.domain.promotion;

import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The gate before Production.
 *
 * <p>A candidate must be <em>not inferior</em> to the Production model: the whole interval of its
 * MSE skill against it lies above minus the margin. Where the rows cannot tell, the model that
 * serves stays, but not for ever: once the candidate has seen {@code staleAfterDays} more, a point
 * estimate above minus the margin is enough. A Production model of another feature set could not
 * score these features any more, so only a candidate that is worse for certain is kept from
 * replacing it.
 *
 * @param totalSpendTolerance largest |Σŷ/Σy − 1| of a total that may be planned with; a candidate
 *     whose total is right goes before one whose total is off
 * @param inferiorityMargin largest MSE loss that is still tolerated, as a share of the Production
 *     model's MSE
 * @param staleAfterDays after how many further days of training a Production model is stale
 */
public record PromotionPolicy(
    double totalSpendTolerance, double inferiorityMargin, int staleAfterDays) {
  /** Ten per cent on the total; one per cent against the Production model; half a year. */
  public static final PromotionPolicy DEFAULT =
      new PromotionPolicy(Judge.TOTAL_TOLERANCE, 0.01, 180);

  /**
   * What speaks against a candidate; nothing grants the promotion. A level that is off is said
   * beside the forecast, and keeps it from Production only if nothing else can be done with it
   * either.
   */
  public List<String> refusals(Findings found, ProductionComparison production) {
    List<String> refusals = new ArrayList<>();
    leak(found).ifPresent(refusals::add);
    useless(found).ifPresent(refusals::add);
    production.skill().flatMap(skill -> inferiority(skill, production)).ifPresent(refusals::add);
    return refusals;
  }

  private static Optional<String> leak(Findings found) {
    if (found.verdict() != Verdict.SUSPECT_LEAK && found.failing().isEmpty()) {
      return Optional.empty();
    }
    List<String> failing =
        found.failing().stream().map(finding -> finding.sentinel().label()).toList();
    return Optional.of(
        "the verdict is SUSPECT_LEAK: something seems to know the future"
            + (failing.isEmpty() ? "" : ", by the leak sentinels " + String.join(", ", failing)));
  }

  private static Optional<String> useless(Findings found) {
    return found.use() == Use.NOTHING
        ? Optional.of(
            "no candidate ranks customers or has a total to plan with: of %s, %s"
                .formatted(
                    found.chosen().label(),
                    found.limits().isEmpty()
                        ? "nothing could be shown"
                        : String.join("; ", found.limits())))
        : Optional.empty();
  }

  private Optional<String> inferiority(Interval skill, ProductionComparison production) {
    String rows = "on the same rows: MSE skill " + skill;
    if (skill.low() >= -inferiorityMargin) {
      return Optional.empty();
    }
    if (skill.high() < -inferiorityMargin) {
      return refusal("it is worse than the Production model %s", rows);
    }
    if (!production.canStillPredict() || isStale(skill, production)) {
      return Optional.empty();
    }
    return refusal(
        "it is not shown to be at most %.3f worse than the Production model %s",
        inferiorityMargin, rows);
  }

  private boolean isStale(Interval skill, ProductionComparison production) {
    return skill.value() >= -inferiorityMargin
        && production.daysNewer().filter(days -> days >= staleAfterDays).isPresent();
  }

  private static Optional<String> refusal(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
