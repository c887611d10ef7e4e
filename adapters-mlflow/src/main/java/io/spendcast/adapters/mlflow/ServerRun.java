package io.spendcast.adapters.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run as a server tells it.
 *
 * @param id the server's own
 * @param name shown to people
 * @param status such as {@code FINISHED}
 * @param experiment its experiment's id
 * @param artifacts where its files are
 * @param tags text by name
 */
record ServerRun(
    String id,
    String name,
    String status,
    String experiment,
    String artifacts,
    Map<String, String> tags) {
  static ServerRun parse(JsonNode run) {
    JsonNode info = run.path("info");
    Map<String, String> tags = new HashMap<>();
    for (JsonNode tag : run.path("data").path("tags")) {
      tags.put(tag.path("key").asText(), tag.path("value").asText());
    }
    return new ServerRun(
        info.path("run_id").asText(),
        info.path("run_name").asText(),
        info.path("status").asText(),
        info.path("experiment_id").asText(),
        info.path("artifact_uri").asText(),
        tags);
  }

  boolean isFinished() {
    return status.equals("FINISHED");
  }

  /** Where its model is, if it has one. */
  Optional<String> model() {
    return tags.containsKey(ModelDescription.HISTORY_TAG)
        ? Optional.of(artifacts + "/" + ModelDirectory.NAME)
        : Optional.empty();
  }
}
