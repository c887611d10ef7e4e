package io.spendcast.domain.workflow;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as a platform has it.
 *
 * @param jobId the platform's id; empty if nothing was deployed yet
 * @param change what deploying did, or would do
 * @param definition the job as it was rendered for the platform, as JSON
 * @param differences what changes, or would, one line each, without values that may be secret;
 *     empty if there was no such job or nothing changes
 * @param page where people see the job; empty if nothing was deployed yet
 */
public record Deployment(
    Optional<Long> jobId,
    Change change,
    String definition,
    List<String> differences,
    Optional<URI> page) {
  /** Copies the list. */
  public Deployment {
    differences = List.copyOf(differences);
  }

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
