package io.spendcast.domain.evaluation;

import io.spendcast.domain.training.Algorithm;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Turns error sums into a judgement. Squared error decides, because it is least for the expected
 * spend; absolute error never does, because it is least for the median, which is zero where most
 * customers buy nothing.
 *
 * <p>The verdict is on the forecast: does the best candidate that tells customers apart, be it a
 * rule or a learner, beat the best that says the same of everybody? Whether a learner is worth its
 * trouble is another question, which the choice of the simplest candidate answers.
 */
public final class Judge {
  /** Skill below this is of no use to a retailer. */
  public static final double SMALLEST_USEFUL_SKILL = 0.01;

  /** No honest forecast of a customer's spend explains more of its variance than this. */
  public static final double IMPLAUSIBLE_R2 = 0.95;

  private final List<Algorithm> candidates;
  private final PanelErrors errors;
  private final int bestBaseline;

  private Judge(List<Algorithm> candidates, PanelErrors errors) {
    this.candidates = candidates;
    this.errors = errors;
    this.bestBaseline = best(index -> !candidates.get(index).tellsCustomersApart());
  }

  /**
   * Judges the candidates.
   *
   * @param candidates in the order of the models in the errors; at least one of them selectable and
   *     the same for everybody
   * @param errors their errors on the same rows
   */
  public static Judgement judge(List<Algorithm> candidates, PanelErrors errors) {
    if (candidates.stream().noneMatch(a -> !a.tellsCustomersApart() && a.isSelectable())) {
      throw new IllegalArgumentException("a judgement needs a baseline that may be chosen");
    }
    return new Judge(List.copyOf(candidates), errors).judgement();
  }

  private Judgement judgement() {
    Assessment assessment = new Assessment(candidates, errors, bestBaseline);
    Verdict verdict = verdict();
    return new Judgement(
        verdict,
        reason(verdict),
        candidates.get(bestBaseline),
        candidates.get(simplestAsGoodAs(best(index -> candidates.get(index).isSelectable()))),
        IntStream.range(0, candidates.size())
            .boxed()
            .sorted(Comparator.comparing(candidates::get))
            .map(assessment::of)
            .toList(),
        List.of());
  }

  private int best(IntPredicate eligible) {
    return IntStream.range(0, candidates.size())
        .filter(eligible)
        .boxed()
        .min(
            Comparator.<Integer>comparingDouble(errors.pooled()::meanSquaredError)
                .thenComparing(candidates::get))
        .orElseThrow();
  }

  private int simplestAsGoodAs(int best) {
    return IntStream.range(0, candidates.size())
        .filter(index -> candidates.get(index).isSelectable())
        .filter(index -> index == best || errors.pooled().lossDifference(index, best).low() <= 0)
        .boxed()
        .min(Comparator.comparing(candidates::get))
        .orElseThrow();
  }

  private Verdict verdict() {
    if (IntStream.range(0, candidates.size())
        .anyMatch(index -> errors.pooled().rSquared(index) > IMPLAUSIBLE_R2)) {
      return Verdict.SUSPECT_LEAK;
    }
    Interval skill = errors.pooled().skill(bestOfTheOthers(), bestBaseline);
    if (skill.low() > 0) {
      return Verdict.SKILL;
    }
    return skill.high() < SMALLEST_USEFUL_SKILL ? Verdict.NO_SKILL : Verdict.INCONCLUSIVE;
  }

  /** The best candidate that tells customers apart, or the best baseline if there is none. */
  private int bestOfTheOthers() {
    return candidates.stream().noneMatch(Algorithm::tellsCustomersApart)
        ? bestBaseline
        : best(index -> candidates.get(index).tellsCustomersApart());
  }

  private String reason(Verdict verdict) {
    String skill = skill(bestOfTheOthers(), bestBaseline);
    return switch (verdict) {
          case SKILL -> skill + ", the whole interval lies above zero.";
          case NO_SKILL -> skill + ", less than the smallest useful " + SMALLEST_USEFUL_SKILL + ".";
          case INCONCLUSIVE -> skill + ", which allows both; more test as-of dates would tell.";
          case SUSPECT_LEAK ->
              skill + "; an R² above " + IMPLAUSIBLE_R2 + " means that a feature knows the future.";
        }
        + beyondTheBestRule();
  }

  /** What learning adds where a rule already tells customers apart. */
  private String beyondTheBestRule() {
    int rule = best(index -> candidates.get(index).isBaseline());
    return candidates.get(rule).tellsCustomersApart()
            && candidates.stream().anyMatch(candidate -> !candidate.isBaseline())
        ? " "
            + skill(best(index -> !candidates.get(index).isBaseline()), rule)
            + ", which is what learning adds to that rule."
        : "";
  }

  private String skill(int candidate, int other) {
    return "%s against %s: MSE skill %s"
        .formatted(
            candidates.get(candidate).label(),
            candidates.get(other).label(),
            errors.pooled().skill(candidate, other));
  }
}
