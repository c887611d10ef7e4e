package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.Interval;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the pipeline said about one planted world.
 *
 * @param seed of the world
 * @param judgement of the candidates
 * @param gini normalised Gini of the chosen model
 * @param bayesGini of the Bayes-optimal forecast
 * @param level the chosen model's total over what could be expected, less one, at each test date
 * @param luck of the training windows
 * @param regret what the choice cost at a later date
 * @param againstOracle MSE skill of each candidate against the oracle
 */
record SeedOutcome(
    long seed,
    Judgement judgement,
    double gini,
    double bayesGini,
    List<Double> level,
    Luck luck,
    Regret regret,
    List<Interval> againstOracle) {
  private static final double SHARE_OF_BAYES = 0.97;
  private static final double TOTAL = 0.05;
  private static final double LEVEL = 0.1;

  /**
   * What was spent in the training windows over what could be expected, less one.
   *
   * @param whole of all windows together
   * @param most the largest of one as-of date, up or down
   */
  record Luck(double whole, double most) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%+.2f, %+.2f", whole, most);
    }
  }

  /**
   * What the chosen candidate loses at the date of the forecast, whose window took no part in the
   * choice, against the best candidate there; against what could be expected, so luck is none.
   *
   * @param deviance its Tweedie deviance less that of the best, in shares of what there is to find
   * @param closest which candidate has the least
   * @param order the Gini of the best less its own
   * @param first which candidate has the highest Gini
   */
  record Regret(double deviance, String closest, double order, String first) {
    /** What nobody would notice. */
    private static final double NEGLIGIBLE = 0.05;

    private static final double NEGLIGIBLE_ORDER = 0.01;

    boolean isNone() {
      return deviance <= NEGLIGIBLE && order <= NEGLIGIBLE_ORDER;
    }
  }

  boolean saysSkill() {
    return judgement.verdict() == Verdict.SKILL;
  }

  boolean findsTheSignal() {
    return saysSkill() && gini >= SHARE_OF_BAYES * bayesGini && Math.abs(total().value()) <= TOTAL;
  }

  /** Where one customer decides, nothing is decided. */
  boolean saysNoWrong() {
    return saysSkill() || judgement.verdict() == Verdict.INCONCLUSIVE;
  }

  boolean isRightInLevel() {
    return level.stream().allMatch(error -> Math.abs(error) <= LEVEL);
  }

  boolean choseWell() {
    return regret.isNone();
  }

  /** No forecast can be expected to: 1 in 40 does by luck where both say nearly the same. */
  boolean beatsTheOracle() {
    return againstOracle.stream().anyMatch(skill -> skill.low() > 0);
  }

  private Interval total() {
    return judgement.of(judgement.chosen()).totalSpendError();
  }

  /** A line of a Markdown table. */
  String line() {
    double best = againstOracle.stream().mapToDouble(Interval::value).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.3f | %.3f | %.3f | %+.3f | %s | %s | %.3f %s | %.3f %s | %.4f%s |",
        seed,
        judgement.verdict(),
        judgement.chosen().label(),
        judgement.of(judgement.chosen()).skill(),
        gini,
        bayesGini,
        gini / bayesGini,
        total().value(),
        level.stream()
            .map(error -> String.format(Locale.ROOT, "%+.2f", error))
            .collect(Collectors.joining(" ")),
        luck,
        regret.deviance(),
        regret.closest(),
        regret.order(),
        regret.first(),
        best,
        beatsTheOracle() ? " beaten" : "");
  }

  static String header() {
    return "| seed | verdict | chosen | its MSE skill | nGini | Bayes | share | total"
        + " | level by date | luck in training, most at a date | deviance lost later, to | Gini lost later, to"
        + " | best against the oracle |\n|"
        + String.join("|", IntStream.range(0, 13).mapToObj(i -> "---").toList())
        + "|";
  }
}
