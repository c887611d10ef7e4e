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
 * @param rights what whom the job runs as may do on the platform
 */
public record Deployment(
    Optional<Long> jobId,
    Change change,
    String definition,
    List<String> differences,
    Optional<URI> page,
    Rights rights) {
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

  /**
   * Rights of whom the job runs as, where that is somebody else than who deploys.
   *
   * @param granted what deploying granted, or would, one statement each
   * @param missing what is not there and the deployer may not grant, one statement each
   */
  public record Rights(List<String> granted, List<String> missing) {
    /** Nothing is granted and nothing missing. */
    public static final Rights UNCHANGED = new Rights(List.of(), List.of());

    /** Copies the lists. */
    public Rights {
      granted = List.copyOf(granted);
      missing = List.copyOf(missing);
    }
  }
}
