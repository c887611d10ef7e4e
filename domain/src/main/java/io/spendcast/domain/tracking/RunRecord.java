package io.spendcast.domain.tracking;

import io.spendcast.domain.training.ModelArtifact;
import java.time.Instant;
import java.util.Collections;
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
 * @param inputs the tables it learned from
 * @param curves numbers step by step, by name, each of a name that no metric has
 * @param description what people read first of it
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
    Instant ended,
    List<RunInput> inputs,
    Map<String, List<Double>> curves,
    Optional<String> description) {
  /** Copies the collections. */
  public RunRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(description, "description");
    inputs = List.copyOf(inputs);
    curves = Map.copyOf(curves);
    if (!Collections.disjoint(curves.keySet(), metrics.keySet())) {
      throw new IllegalArgumentException(
          "a curve must not have the name of a metric: " + curves.keySet());
    }
    params = Map.copyOf(params);
    metrics = Map.copyOf(metrics);
    tags = Map.copyOf(tags);
    artifacts = List.copyOf(artifacts);
  }

  /** Work without inputs, curves and description. */
  public RunRecord(
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
    this(
        key,
        name,
        parentId,
        params,
        metrics,
        tags,
        artifacts,
        model,
        started,
        ended,
        List.of(),
        Map.of(),
        Optional.empty());
  }

  /** The same work with what it read and how it went. */
  public RunRecord with(List<RunInput> tables, Map<String, List<Double>> steps) {
    return new RunRecord(
        key,
        name,
        parentId,
        params,
        metrics,
        tags,
        artifacts,
        model,
        started,
        ended,
        tables,
        steps,
        description);
  }

  /** The same work with what people read first of it. */
  public RunRecord describedAs(String text) {
    return new RunRecord(
        key,
        name,
        parentId,
        params,
        metrics,
        tags,
        artifacts,
        model,
        started,
        ended,
        inputs,
        curves,
        Optional.of(text));
  }
}
