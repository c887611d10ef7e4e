package io.spendcast.application.run;

import io.spendcast.domain.workflow.Task;

/**
 * How a task went.
 *
 * @param task the task
 * @param status done now, or skipped because it was done from the same inputs before
 * @param seconds how long it took; 0 if skipped
 * @param rows what it read and wrote
 */
public record TaskOutcome(Task task, Status status, double seconds, Rows rows) {
  /** Whether there was anything to do. */
  public enum Status {
    /** Done now. */
    DONE,
    /** Done before, from the same inputs; its outputs are still there. */
    SKIPPED
  }

  /**
   * Row counts.
   *
   * @param in rows read
   * @param out rows written
   * @param quarantined rows kept apart
   */
  public record Rows(long in, long out, long quarantined) {}
}
