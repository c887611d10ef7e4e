package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.format.ModelDescription;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run as a server returns it.
 *
 * @param id the server's own
 * @param name shown to people
 * @param status such as {@code FINISHED}
 * @param experiment its experiment's id
 * @param artifacts where its files are
 * @param tags text by name
 * @param model where its model is, if it has one
 */
record ServerRun(
    String id,
    String name,
    String status,
    String experiment,
    String artifacts,
    Map<String, String> tags,
    Optional<String> model) {
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
        tags,
        model(run.at("/outputs/model_outputs/0/model_id").asText(), info, tags));
  }

  /** A model of MLflow 3, or one among the run's files. */
  private static Optional<String> model(String logged, JsonNode info, Map<String, String> tags) {
    if (!logged.isEmpty()) {
      return Optional.of(LoggedModel.location(logged));
    }
    return tags.containsKey(ModelDescription.HISTORY_TAG)
        ? Optional.of(info.path("artifact_uri").asText() + "/" + ModelDirectory.NAME)
        : Optional.empty();
  }

  boolean isFinished() {
    return status.equals("FINISHED");
  }
}
