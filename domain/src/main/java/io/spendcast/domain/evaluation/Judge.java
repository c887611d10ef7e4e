package io.spendcast.domain.evaluation;

import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.training.Algorithm;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Turns error sums into a judgement. The verdict goes by squared error, because it is least for the
 * expected spend; absolute error never decides, because it is least for the median, which is zero
 * where most customers buy nothing.
 *
 * <p>The verdict is on the forecast: does the best candidate that distinguishes customers, be it a
 * rule or a learner, beat the best that says the same of everybody? Whether a learner is worth its
 * trouble is another question, which the {@link Choice} answers.
 */
public final class Judge {
  /** Skill below this is of no use to a retailer. */
  public static final double SMALLEST_USEFUL_SKILL = 0.01;

  /** Explaining more of the variance than this is suspicious, unless a rule of the past does so. */
  public static final double IMPLAUSIBLE_R2 = 0.95;

  /** The total may be off by this share. */
  public static final double TOTAL_TOLERANCE = 0.10;

  /** Fewer customers than this decide nothing. */
  public static final int FEWEST_CUSTOMERS = 30;

  /**
   * No honest model leaves less than this share of what the best rule of the past leaves. On
   * planted subscriptions an honest one left 0.18 of it: no rule looks at whether the last fee was
   * paid.
   */
  private static final double IMPLAUSIBLE_REST = 0.1;

  /** Where one customer may carry more than this share of the squared error, nothing is decided. */
  private static final double ONE_CUSTOMER = 0.5;

  private final List<Algorithm> candidates;
  private final PanelErrors errors;
  private final int bestBaseline;

  private Judge(List<Algorithm> candidates, PanelErrors errors) {
    this.candidates = candidates;
    this.errors = errors;
    this.bestBaseline = best(index -> !candidates.get(index).tellsCustomersApart());
  }

  /** Judges the candidates with the usual tolerance on the total. */
  public static Judgement judge(List<Algorithm> candidates, PanelErrors errors) {
    return judge(candidates, errors, TOTAL_TOLERANCE);
  }

  /**
   * Judges the candidates.
   *
   * @param candidates in the order of the models in the errors; at least one of them selectable and
   *     the same for everybody
   * @param errors their errors on the same rows
   * @param totalTolerance largest allowed |Σŷ/Σy − 1| of what may be planned with
   */
  public static Judgement judge(
      List<Algorithm> candidates, PanelErrors errors, double totalTolerance) {
    if (candidates.stream().noneMatch(a -> !a.tellsCustomersApart() && a.isSelectable())) {
      throw new IllegalArgumentException("a judgement needs a baseline that may be chosen");
    }
    return new Judge(List.copyOf(candidates), errors)
        .judgement(new LevelRule(errors, totalTolerance));
  }

  private Judgement judgement(LevelRule level) {
    Finding found = finding();
    Assessment assessment =
        new Assessment(candidates, errors, bestBaseline, errors.shapes().ginis());
    return new Judgement(
        found.verdict(),
        found.reason() + beyondTheBestRule() + regularity(),
        candidates.get(bestBaseline),
        new Chooser(candidates, errors, level, found.verdict()).choose(bestBaseline),
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

  private Finding finding() {
    OptionalInt suspect = suspect();
    if (suspect.isPresent()) {
      return new Finding(
          Verdict.SUSPECT_LEAK,
          String.format(
              Locale.ROOT,
              "%s; it explains %.3f of the labels, far beyond any rule of the past, so a feature"
                  + " knows the future.",
              skill(suspect.getAsInt(), bestBaseline),
              errors.pooled().rSquared(suspect.getAsInt())));
    }
    return cannotTell();
  }

  /**
   * A candidate that leaves next to nothing of what even the best rule of the past leaves; none
   * where that is one customer's doing.
   */
  private OptionalInt suspect() {
    int rule = best(index -> candidates.get(index).isBaseline());
    if (errors.pooled().concentration().largestShareOfError(rule) > ONE_CUSTOMER) {
      return OptionalInt.empty();
    }
    double rest = 1 - Math.max(0, explained(rule));
    return IntStream.range(0, candidates.size())
        .filter(index -> explained(index) > IMPLAUSIBLE_R2)
        .filter(index -> 1 - explained(index) < IMPLAUSIBLE_REST * rest)
        .findFirst();
  }

  /** Share of the labels' variance; 0 where it is undefined. */
  private double explained(int candidate) {
    double share = errors.pooled().rSquared(candidate);
    return Double.isFinite(share) ? share : 0;
  }

  /** What no number could decide is said in words. */
  private Finding cannotTell() {
    if (errors.pooled().labelTotal() == 0) {
      return new Finding(
          Verdict.NO_SKILL,
          "Nothing was spent in the test windows, so nothing can be distinguished.");
    }
    if (errors.pooled().meanSquaredError(bestBaseline) == 0) {
      return new Finding(
          Verdict.NO_SKILL,
          "%s is exact already, so nothing is left to distinguish customers by."
              .formatted(candidates.get(bestBaseline).label()));
    }
    Interval skill = errors.pooled().skill(bestOfTheOthers(), bestBaseline);
    if (!skill.hasBounds() || errors.customers() < FEWEST_CUSTOMERS) {
      return new Finding(
          Verdict.INCONCLUSIVE,
          "%s; %s customers are too few to decide."
              .formatted(skill(bestOfTheOthers(), bestBaseline), errors.customers()));
    }
    double share =
        Math.max(
            errors.pooled().concentration().largestShareOfError(bestBaseline),
            errors.pooled().concentration().largestShareOfError(bestOfTheOthers()));
    return share > ONE_CUSTOMER
        ? new Finding(
            Verdict.INCONCLUSIVE,
            String.format(
                Locale.ROOT,
                "%s; but up to %.0f %% of the squared error is one customer's, and one customer"
                    + " decides nothing.",
                skill(bestOfTheOthers(), bestBaseline),
                100 * share))
        : bySkill(skill);
  }

  private Finding bySkill(Interval skill) {
    String found = skill(bestOfTheOthers(), bestBaseline);
    if (skill.low() > 0) {
      return new Finding(Verdict.SKILL, found + ", the whole interval is above zero.");
    }
    return skill.high() < SMALLEST_USEFUL_SKILL
        ? new Finding(
            Verdict.NO_SKILL,
            found + ", less than the smallest useful " + SMALLEST_USEFUL_SKILL + ".")
        : new Finding(
            Verdict.INCONCLUSIVE, found + ", which allows both; more test as-of dates may decide.");
  }

  /** The best candidate that distinguishes customers, or the best baseline if there is none. */
  private int bestOfTheOthers() {
    return candidates.stream().noneMatch(Algorithm::tellsCustomersApart)
        ? bestBaseline
        : best(index -> candidates.get(index).tellsCustomersApart());
  }

  /** What learning adds or loses where a rule already distinguishes customers. */
  private String beyondTheBestRule() {
    int rule = best(index -> candidates.get(index).isBaseline());
    if (!candidates.get(rule).tellsCustomersApart()
        || candidates.stream().allMatch(Algorithm::isBaseline)
        || errors.pooled().meanSquaredError(rule) == 0) {
      return "";
    }
    int learner = best(index -> !candidates.get(index).isBaseline());
    Interval skill = errors.pooled().skill(learner, rule);
    String meaning =
        skill.low() > 0
            ? ", which is what learning adds to that rule."
            : skill.high() < 0
                ? ", so learning loses to that rule."
                : ", so learning is not shown to add to that rule.";
    return " " + skill(learner, rule) + meaning;
  }

  /** What a rule of the past reaches itself is no leak. */
  private String regularity() {
    int rule = best(index -> candidates.get(index).isBaseline());
    return explained(rule) > IMPLAUSIBLE_R2
        ? String.format(
            Locale.ROOT,
            " Purchases are very regular: %s explains %.3f of the labels by the past alone.",
            candidates.get(rule).label(),
            explained(rule))
        : "";
  }

  private String skill(int candidate, int other) {
    return "%s against %s: MSE skill %s"
        .formatted(
            candidates.get(candidate).label(),
            candidates.get(other).label(),
            errors.pooled().skill(candidate, other));
  }

  private record Finding(Verdict verdict, String reason) {}
}
