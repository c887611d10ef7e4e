package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.format.ModelContent;
import io.spendcast.adapters.mlflow.format.ModelDescription;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.adapters.mlflow.format.Signature;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Sends everything about one run to a server. */
final class RunUpload {
  /** Recognises the run if the answer to its creation is lost. */
  private static final String ATTEMPT_TAG = TagKey.ATTEMPT.key();

  /** MLflow's databases know no infinity; the metrics that are, by name. */
  private static final String INFINITE_TAG = TagKey.INFINITE_METRICS.key();

  private final RunRecord run;
  private final HttpCalls server;
  private final ServerAddress address;
  private final Clock clock;

  RunUpload(RunRecord run, HttpCalls server, ServerAddress address, Clock clock) {
    this.run = run;
    this.server = server;
    this.address = address;
    this.clock = clock;
  }

  /** Everything but that the run is finished. */
  ServerRun write(String experiment) throws IOException {
    ServerRun created = create(experiment);
    Map<String, String> tags = new TreeMap<>();
    Artifacts artifacts = Artifacts.at(created.artifacts(), server, address);
    for (Artifact artifact : run.artifacts()) {
      artifacts.put(artifact.path(), artifact.text());
    }
    Optional<LoggedModel> logged = Optional.empty();
    if (run.model().isPresent()) {
      logged = new LoggedModels(server).create(created, run);
      tags.putAll(write(run.model().get(), created, logged));
    }
    for (Map<String, Object> batch : Batches.of(created.id(), run, tags, logged)) {
      server.send("POST", "runs/log-batch", batch);
    }
    if (!run.inputs().isEmpty()) {
      List<Map<String, Object>> datasets =
          run.inputs().stream().map(DatasetInput::of).map(DatasetInput::body).toList();
      server.send("POST", "runs/log-inputs", Map.of("run_id", created.id(), "datasets", datasets));
    }
    return created;
  }

  /** Gives the tags by which the run shows the model. */
  private Map<String, String> write(
      ModelArtifact model, ServerRun owner, Optional<LoggedModel> logged) throws IOException {
    ModelDescription description =
        new ModelDescription(model, run, owner.id(), logged, clock.instant());
    String location =
        logged
            .map(LoggedModel::artifacts)
            .orElseGet(() -> owner.artifacts() + "/" + ModelDirectory.NAME);
    ServerModelFiles.at(location, server, address).write(ModelContent.of(model), description);
    if (logged.isPresent()) {
      new LoggedModels(server).finish(logged.get(), owner);
    }
    return description.runTags();
  }

  /** Makes the run count. */
  void finish(ServerRun written) throws IOException {
    server.send(
        "POST",
        "runs/update",
        Map.of(
            "run_id", written.id(), "status", "FINISHED", "end_time", run.ended().toEpochMilli()));
  }

  private ServerRun create(String experiment) throws IOException {
    String attempt = UUID.randomUUID().toString();
    Map<String, Object> body =
        Map.of(
            "experiment_id", experiment,
            "run_name", run.name(),
            "start_time", run.started().toEpochMilli(),
            "tags", tags(attempt));
    return server.createOnce(
        () -> ServerRun.parse(server.create("runs/create", body).path("run")),
        () -> find(experiment, attempt));
  }

  private Optional<ServerRun> find(String experiment, String attempt) throws IOException {
    JsonNode runs =
        server
            .ask(
                "runs/search",
                Map.of(
                    "experiment_ids",
                    List.of(experiment),
                    "filter",
                    "tags.`%s` = '%s'".formatted(ATTEMPT_TAG, attempt)))
            .path("runs");
    return runs.isEmpty() ? Optional.empty() : Optional.of(ServerRun.parse(runs.get(0)));
  }

  private List<Map<String, Object>> tags(String attempt) {
    Map<String, String> tags = RunTags.of(run);
    tags.put(ATTEMPT_TAG, attempt);
    List<String> infinite =
        run.metrics().entrySet().stream()
            .filter(metric -> Double.isInfinite(metric.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (!infinite.isEmpty()) {
      tags.put(INFINITE_TAG, Signature.json(infinite));
    }
    return KeyValues.of(tags);
  }
}
