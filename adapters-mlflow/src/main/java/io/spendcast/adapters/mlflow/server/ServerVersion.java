package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.ModelArtifact;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A model version as a server returns it.
 *
 * @param number counts from 1
 * @param label the stage by MLflow's name; {@code None} where the server has no stages
 * @param status {@code READY}, or why it cannot be used yet or at all
 * @param message more on that
 * @param source where its files are
 * @param run the run that made it
 * @param tags text by name
 * @param created when it was registered
 */
record ServerVersion(
    int number,
    String label,
    String status,
    String message,
    String source,
    String run,
    Map<String, String> tags,
    Instant created) {
  private static final String READY = "READY";

  static ServerVersion parse(JsonNode version) {
    Map<String, String> tags = new HashMap<>();
    for (JsonNode tag : version.path("tags")) {
      tags.put(tag.path("key").asText(), tag.path("value").asText());
    }
    return new ServerVersion(
        version.path("version").asInt(),
        version.path("current_stage").asText(Stage.NONE.label()),
        version.path("status").asText(READY),
        version.path("status_message").asText(),
        version.path("source").asText(),
        version.path("run_id").asText(),
        tags,
        Instant.ofEpochMilli(version.path("creation_timestamp").asLong()));
  }

  /** Whether its files can be used, which on some servers takes a while. */
  boolean isReady() {
    return status.equals(READY);
  }

  boolean isPending() {
    return status.equals("PENDING_REGISTRATION");
  }

  boolean isOf(String release) {
    return release.equals(tags.get(TagKey.RELEASE.key()));
  }

  boolean hasStage() {
    return !label.isEmpty() && !label.equals(Stage.NONE.label());
  }

  ModelVersion in(Stage stage, ModelName name, ModelArtifact artifact) {
    return new ModelVersion(name, number, stage, run, artifact, tags, created);
  }
}
