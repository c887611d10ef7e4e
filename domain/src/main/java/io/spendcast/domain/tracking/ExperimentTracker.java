package io.spendcast.domain.tracking;

import java.util.Optional;

/**
 * Keeps the record of runs.
 *
 * <p>Recording the same key again changes nothing and gives the run that is there. A run appears
 * whole or not at all. Metrics that are not finite are kept as such.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if a name or value is not allowed;
 * {@code NOT_FOUND} if the parent does not exist; {@code UNAVAILABLE} if the tracker cannot be
 * reached and nothing was written; {@code OUTCOME_UNKNOWN} if the record was sent and no answer
 * came.
 */
public interface ExperimentTracker {
  /** Records a finished run, with a copy of its model. */
  TrackedRun record(RunRecord record);

  /**
   * Adds a text file to a run, in place of one of the same path; {@code NOT_FOUND} if there is no
   * such run.
   */
  void attach(TrackedRun run, Artifact artifact);

  /** The run with this key; none if it or its model is damaged, as far as that can be seen. */
  Optional<TrackedRun> find(String key);
}
