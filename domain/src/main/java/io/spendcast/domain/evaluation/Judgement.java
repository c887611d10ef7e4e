package io.spendcast.domain.evaluation;

import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The outcome of comparing all candidates on the same held-out rows.
 *
 * @param verdict what the evidence says about telling customers apart
 * @param reason the verdict in words, with its numbers
 * @param bestBaseline of the candidates that say the same of everybody, the one with the smallest
 *     squared error
 * @param choice which candidate is registered, and what for
 * @param evaluations one per candidate, from the simplest to the most complex
 * @param sentinels what the leak sentinels found; empty until they have looked
 */
public record Judgement(
    Verdict verdict,
    String reason,
    Algorithm bestBaseline,
    Choice choice,
    List<Evaluation> evaluations,
    List<SentinelFinding> sentinels) {
  /** Copies the lists. */
  public Judgement {
    Objects.requireNonNull(choice, "choice");
    evaluations = List.copyOf(evaluations);
    sentinels = List.copyOf(sentinels);
  }

  /**
   * This judgement once the leak sentinels have looked: if one fails, the verdict is SUSPECT_LEAK,
   * whatever it was.
   */
  public Judgement after(List<SentinelFinding> findings) {
    List<SentinelFinding> failing = failing(findings);
    return new Judgement(
        failing.isEmpty() ? verdict : Verdict.SUSPECT_LEAK,
        failing.isEmpty() ? reason : texts(failing) + ". " + reason,
        bestBaseline,
        choice,
        evaluations,
        findings);
  }

  /** The candidate that is registered. */
  public Algorithm chosen() {
    return choice.chosen();
  }

  /** What the chosen candidate's forecast may be used for: nothing, if a leak is suspected. */
  public Use use() {
    return choice.use().under(verdict);
  }

  /** The sentinels that found something. */
  public List<SentinelFinding> failing() {
    return failing(sentinels);
  }

  private static List<SentinelFinding> failing(List<SentinelFinding> findings) {
    return findings.stream().filter(finding -> !finding.passed()).toList();
  }

  private static String texts(List<SentinelFinding> findings) {
    return findings.stream().map(SentinelFinding::toString).collect(Collectors.joining("; "));
  }

  /** The evaluation of a candidate. */
  public Evaluation of(Algorithm algorithm) {
    return evaluations.stream()
        .filter(evaluation -> evaluation.algorithm() == algorithm)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not evaluated: " + algorithm));
  }
}
