package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The experiment of this name on a server. */
public final class ServerExperiment {
  private final String name;
  private final Optional<String> artifacts;
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  public ServerExperiment(String name) {
    this(name, Optional.empty());
  }

  /**
   * An experiment.
   *
   * @param artifacts where its artifacts go if it is made; empty for where the server likes
   */
  public ServerExperiment(String name, Optional<String> artifacts) {
    this.name = name;
    this.artifacts = artifacts;
  }

  /** Its id. */
  Optional<String> find(HttpCalls server) throws IOException {
    String known = ids.get(name);
    return known != null ? Optional.of(known) : look(server);
  }

  private Optional<String> look(HttpCalls server) throws IOException {
    JsonNode experiment;
    try {
      experiment =
          server.get("experiments/get-by-name", Map.of("experiment_name", name)).path("experiment");
    } catch (ServerRefusal e) {
      if (e.isAbsence()) {
        return Optional.empty();
      }
      throw e;
    }
    if (experiment.path("lifecycle_stage").asText().equals("deleted")) {
      throw MlflowErrors.refused(
          "keep runs in the experiment " + name,
          "it was deleted in MLflow",
          "Restore it in MLflow, or set tracking.experiment to another name.");
    }
    requireReachable(experiment.path("artifact_location").asText());
    requireWritable(experiment.path("artifact_location").asText());
    return Optional.of(remember(experiment));
  }

  /** A workspace's own place for files is for its own clients; our files are stored in a volume. */
  private void requireReachable(String location) {
    if (artifacts.isPresent()
        && location.startsWith(Artifacts.DBFS)
        && !Artifacts.isInVolume(location)) {
      throw MlflowErrors.refused(
          "keep runs in the experiment " + name,
          "its files are to go to %s, where only the workspace itself can write"
              .formatted(location),
          "Delete the experiment, which Spendcast makes again with its files in the volume, or set"
              + " tracking.experiment to another name.");
    }
  }

  /** On a cluster a volume is a directory, and whether it can be written is seen at once. */
  private void requireWritable(String location) {
    if (artifacts.isPresent() && Artifacts.isReadOnlyHere(location)) {
      throw MlflowErrors.refused(
          "keep runs in the experiment " + name,
          "its files are to go to %s, which cannot be written".formatted(location),
          "Ask for READ VOLUME and WRITE VOLUME there, or set tracking.experiment to another name.");
    }
  }

  private String remember(JsonNode answer) {
    String id = answer.path("experiment_id").asText();
    ids.put(name, id);
    return id;
  }

  /** Makes it and gives its id. Its name is its own, so that it cannot be made twice. */
  String create(HttpCalls server) throws IOException {
    try {
      return remember(server.send("POST", "experiments/create", request()));
    } catch (ServerRefusal e) {
      if (e.isPresence()) {
        return look(server).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private Map<String, String> request() {
    Map<String, String> request = new TreeMap<>(Map.of("name", name));
    artifacts.ifPresent(location -> request.put("artifact_location", location));
    return request;
  }
}
