package io.spendcast.domain.workflow;

import java.util.Optional;

/**
 * A workflow as a platform has it.
 *
 * @param jobId the platform's id; empty if nothing was deployed yet
 * @param change what deploying did, or would do
 * @param definition the job as it was rendered for the platform, as JSON
 */
public record Deployment(Optional<Long> jobId, Change change, String definition) {
  /** What deploying does to the job. */
  public enum Change {
    /** There was no such job. */
    CREATE,
    /** The job's settings differ. */
    UPDATE,
    /** The job is as it should be. */
    NONE
  }
}
