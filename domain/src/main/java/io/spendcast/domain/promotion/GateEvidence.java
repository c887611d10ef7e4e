package io.spendcast.domain.promotion;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.training.TrainingPanel;
import java.util.Objects;

/**
 * All that the gate needs to know of the training of a version. The version carries it, so that it
 * can be promoted wherever the rows of the panel are, with or without the record of its run.
 *
 * @param panel the rows that it is compared on
 * @param findings what the training found
 */
public record GateEvidence(TrainingPanel panel, Findings findings) {
  /** Checks that nothing is missing. */
  public GateEvidence {
    Objects.requireNonNull(panel, "panel");
    Objects.requireNonNull(findings, "findings");
  }

  /** The evidence of a training. */
  public static GateEvidence of(TrainingPanel panel, Judgement judgement) {
    return new GateEvidence(panel, Findings.of(judgement));
  }
}
