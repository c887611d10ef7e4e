package io.spendcast.domain.registry;

import io.spendcast.domain.card.StoredCard;
import io.spendcast.domain.training.ModelArtifact;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * One version of a registered model.
 *
 * @param name the model
 * @param number counts from 1 in the order of registration
 * @param stage where it stands
 * @param trackedRunId the run that made it
 * @param artifact its files
 * @param tags text by name: release, provenance, verdict, promotion
 * @param created when it was registered
 */
public record ModelVersion(
    ModelName name,
    int number,
    Stage stage,
    String trackedRunId,
    ModelArtifact artifact,
    Map<String, String> tags,
    Instant created) {
  /** Copies the tags. */
  public ModelVersion {
    tags = Map.copyOf(tags);
  }

  /** What it carries. */
  public StoredCard card() {
    return new StoredCard("%s version %s".formatted(name, number), tags);
  }

  /** Whether another is the same model too, not only of the same number in some registry. */
  public boolean isSameModel(ModelVersion other) {
    return name.equals(other.name)
        && number == other.number
        && trackedRunId.equals(other.trackedRunId)
        && artifact.features().equals(other.artifact.features());
  }

  /** The same version with its files elsewhere. */
  public ModelVersion at(URI location) {
    return new ModelVersion(
        name, number, stage, trackedRunId, artifact.at(location), tags, created);
  }
}
