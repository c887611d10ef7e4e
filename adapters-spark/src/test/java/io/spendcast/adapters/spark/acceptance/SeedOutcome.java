package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.evaluation.Interval;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the pipeline said about one planted world.
 *
 * @param seed of the world
 * @param judgement of the candidates
 * @param gini normalised Gini of the chosen model
 * @param bayesGini of the Bayes-optimal forecast
 * @param bayesTotal total-spend error of the Bayes-optimal forecast: what luck alone does
 * @param againstOracle MSE skill of each candidate against the oracle
 */
record SeedOutcome(
    long seed,
    Judgement judgement,
    double gini,
    double bayesGini,
    double bayesTotal,
    List<Interval> againstOracle) {
  private static final double SHARE_OF_BAYES = 0.97;
  private static final double TOTAL = 0.05;

  boolean saysSkill() {
    return judgement.verdict() == Verdict.SKILL;
  }

  boolean findsTheSignal() {
    return saysSkill() && gini >= SHARE_OF_BAYES * bayesGini && Math.abs(total().value()) <= TOTAL;
  }

  /** No forecast can be expected to: 1 in 40 does by luck where both say nearly the same. */
  boolean beatsTheOracle() {
    return againstOracle.stream().anyMatch(skill -> skill.low() > 0);
  }

  Interval total() {
    return judgement.of(judgement.chosen()).totalSpendError();
  }

  /** A line of a Markdown table. */
  String line() {
    double best = againstOracle.stream().mapToDouble(Interval::value).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %.3f | %.3f | %.3f | %+.3f | %+.3f | %.4f%s |",
        seed,
        judgement.verdict(),
        judgement.chosen().label(),
        judgement.bestBaseline().label(),
        judgement.of(judgement.chosen()).skill(),
        gini,
        bayesGini,
        gini / bayesGini,
        total().value(),
        bayesTotal,
        best,
        beatsTheOracle() ? " beaten" : "");
  }

  static String header() {
    return "| seed | verdict | chosen | best baseline | its MSE skill | nGini | Bayes | share"
        + " | total | total of Bayes | best against the oracle |\n|"
        + String.join("|", IntStream.range(0, 11).mapToObj(i -> "---").toList())
        + "|";
  }
}
