package io.spendcast.domain.registry;

import io.spendcast.domain.training.ModelArtifact;
import java.util.Map;

/**
 * A tracked model to be registered as the next version.
 *
 * @param name the model; created if it is new
 * @param release recognises the registration when it is sent again
 * @param trackedRunId the run that holds the files
 * @param artifact the files at their lasting location
 * @param tags text by name
 */
public record ModelRegistration(
    ModelName name,
    String release,
    String trackedRunId,
    ModelArtifact artifact,
    Map<String, String> tags) {
  /** Copies the tags. */
  public ModelRegistration {
    tags = Map.copyOf(tags);
  }
}
