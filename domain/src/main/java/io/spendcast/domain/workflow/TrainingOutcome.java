package io.spendcast.domain.workflow;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;

/**
 * Output of the train task.
 *
 * @param panel what the models learned from and were judged on
 * @param candidates the tracked run of each candidate, from the simplest to the most complex
 * @param judgement how they compare
 * @param provenance where they come from
 */
public record TrainingOutcome(
    TrainingPanel panel, List<Candidate> candidates, Judgement judgement, Provenance provenance) {
  /** Copies the candidates. */
  public TrainingOutcome {
    candidates = List.copyOf(candidates);
  }

  /** The tracked run of the chosen candidate. */
  public TrackedRun chosen() {
    return candidates.stream()
        .filter(candidate -> candidate.algorithm() == judgement.chosen())
        .findFirst()
        .orElseThrow()
        .run();
  }

  /**
   * One candidate.
   *
   * @param algorithm how it was trained
   * @param key under which the tracker finds it
   * @param run where it is kept
   * @param seconds training time
   */
  public record Candidate(Algorithm algorithm, String key, TrackedRun run, double seconds) {}
}
