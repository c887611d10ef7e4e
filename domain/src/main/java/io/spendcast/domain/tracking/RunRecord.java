package io.spendcast.domain.tracking;

import io.spendcast.domain.training.ModelArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything there is to record of one finished piece of work.
 *
 * @param key recognises the record when it is sent again; unique within the experiment
 * @param name shown to people, such as {@code random-forest}
 * @param parentId id of the run it belongs to; empty for a run of its own
 * @param params settings, as text
 * @param metrics numbers by name
 * @param tags further text by name
 * @param artifacts text files
 * @param model the trained model's files, copied into the run
 * @param started when the work began
 * @param ended when it was done
 */
public record RunRecord(
    String key,
    String name,
    Optional<String> parentId,
    Map<String, String> params,
    Map<String, Double> metrics,
    Map<String, String> tags,
    List<Artifact> artifacts,
    Optional<ModelArtifact> model,
    Instant started,
    Instant ended) {
  /** Copies the collections. */
  public RunRecord {
    Objects.requireNonNull(key, "key");
    params = Map.copyOf(params);
    metrics = Map.copyOf(metrics);
    tags = Map.copyOf(tags);
    artifacts = List.copyOf(artifacts);
  }
}
