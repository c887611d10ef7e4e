package io.spendcast.domain.evaluation;

import io.spendcast.domain.training.Algorithm;
import java.util.List;

/**
 * The outcome of comparing all candidates on the same held-out rows.
 *
 * @param verdict what the evidence says about the best learner
 * @param reason the verdict in words, with its numbers
 * @param bestBaseline the baseline with the smallest squared error
 * @param chosen the simplest selectable candidate not significantly worse than the best
 * @param evaluations one per candidate, from the simplest to the most complex
 */
public record Judgement(
    Verdict verdict,
    String reason,
    Algorithm bestBaseline,
    Algorithm chosen,
    List<Evaluation> evaluations) {
  /** Copies the evaluations. */
  public Judgement {
    evaluations = List.copyOf(evaluations);
  }

  /** The evaluation of a candidate. */
  public Evaluation of(Algorithm algorithm) {
    return evaluations.stream()
        .filter(evaluation -> evaluation.algorithm() == algorithm)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not evaluated: " + algorithm));
  }
}
