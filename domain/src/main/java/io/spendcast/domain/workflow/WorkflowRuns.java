package io.spendcast.domain.workflow;

/**
 * Starts deployed workflows on their platform and reports how they proceed.
 *
 * <p>Starting again with the same key gives the run that is there; another key starts another run.
 * A run is visible as soon as it is started.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if there is no such job or run;
 * {@code INVALID} if the platform refuses; {@code UNAVAILABLE} if it cannot be reached and nothing
 * was started; {@code OUTCOME_UNKNOWN} if a start was sent and no answer came.
 */
public interface WorkflowRuns {
  /**
   * Starts the job.
   *
   * @param key recognises the start when it is sent again; at most 64 characters
   */
  PlatformRun start(long jobId, String key);

  /**
   * Starts a run that only looks at what the workflow stands on, once on each kind of machines that
   * its tasks get. It belongs to no job and computes nothing.
   *
   * @param key recognises the start when it is sent again; at most 64 characters
   */
  PlatformRun check(String key);

  /** The run as it is now. */
  PlatformRun look(long runId);
}
