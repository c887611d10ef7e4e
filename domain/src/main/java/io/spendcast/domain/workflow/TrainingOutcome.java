package io.spendcast.domain.workflow;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Output of the train task.
 *
 * @param run the tracked run of the whole training, to which those of the candidates belong
 * @param panel what the models learned from and were judged on
 * @param candidates the tracked run of each candidate, from the simplest to the most complex
 * @param judgement how they compare
 * @param provenance where they come from
 * @param shortfall what the panel was too short for
 */
public record TrainingOutcome(
    TrackedRun run,
    TrainingPanel panel,
    List<Candidate> candidates,
    Judgement judgement,
    Provenance provenance,
    Shortfall shortfall) {
  /** Copies the candidates and checks that the run is known; an older manifest has no shortfall. */
  public TrainingOutcome {
    Objects.requireNonNull(run, "run");
    candidates = List.copyOf(candidates);
    shortfall = Objects.requireNonNullElse(shortfall, Shortfall.NONE);
  }

  /** The chosen candidate. */
  public Candidate chosenCandidate() {
    return candidates.stream()
        .filter(candidate -> candidate.algorithm() == judgement.chosen())
        .findFirst()
        .orElseThrow();
  }

  /** The tracked run of the chosen candidate. */
  public TrackedRun chosen() {
    return chosenCandidate().run();
  }

  /**
   * One candidate.
   *
   * @param algorithm how it was trained
   * @param key under which the tracker finds it
   * @param run where it is kept
   * @param seconds training time
   * @param hyperparameters the settings in effect
   * @param importances share of each input in the model's decisions, summing to 1; empty if the
   *     algorithm has none
   */
  public record Candidate(
      Algorithm algorithm,
      String key,
      TrackedRun run,
      double seconds,
      Hyperparameters hyperparameters,
      Map<String, Double> importances) {
    /** Copies the map. */
    public Candidate {
      importances = Map.copyOf(importances);
    }
  }
}
