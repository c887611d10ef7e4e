package io.spendcast.domain.workflow;

import java.util.List;
import java.util.Optional;

/**
 * What is removed of a workflow from its platform.
 *
 * @param jobId the platform's id of the job; empty if there is none
 * @param files what deployments uploaded for it, by the platform's paths
 */
public record Removal(Optional<Long> jobId, List<String> files) {
  /** Copies the list. */
  public Removal {
    files = List.copyOf(files);
  }

  /** Whether there is nothing to remove. */
  public boolean isEmpty() {
    return jobId.isEmpty() && files.isEmpty();
  }
}
