package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a server for what it keeps by plain requests, and not with the code that wrote it. */
public final class ServedRun {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";

  private final URI server;
  private final JsonNode run;

  public ServedRun(URI server, String id) {
    this.server = server;
    this.run = json("GET", server, "/api/2.0/mlflow/runs/get?run_id=" + id, "").get("run");
  }

  JsonNode info() {
    return run.get("info");
  }

  /** The JSON object that is answered; fails on any other status than 200. */
  static JsonNode json(String method, URI server, String resource, String body) {
    try {
      return new JsonMapper().readTree(send(method, server, resource, body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String send(String method, URI server, String resource, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + resource))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(resource + ": " + answer.statusCode() + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public RunRecord record() {
    Map<String, String> tags = pairs("tags");
    return new RunRecord(
            tags.get("spendcast.run_key"),
            info().get("run_name").textValue(),
            Optional.ofNullable(tags.get("mlflow.parentRunId")),
            pairs("params"),
            metrics(tags.getOrDefault("spendcast.infinite_metrics", "")),
            tags,
            artifacts(""),
            Optional.empty(),
            Instant.ofEpochMilli(info().get("start_time").longValue()),
            Instant.ofEpochMilli(info().get("end_time").longValue()))
        .with(inputs(), curves());
  }

  private List<RunInput> inputs() {
    List<RunInput> inputs = new ArrayList<>();
    for (JsonNode input : run.at("/inputs/dataset_inputs")) {
      Map<String, Object> dataset = new HashMap<>();
      input
          .path("dataset")
          .fields()
          .forEachRemaining(field -> dataset.put(field.getKey(), field.getValue().textValue()));
      inputs.add(DatasetInput.read(new MetaFile(Path.of("dataset"), dataset)));
    }
    return inputs;
  }

  private Map<String, List<Double>> curves() {
    Map<String, List<Double>> curves = new HashMap<>();
    for (JsonNode metric : run.at("/data/metrics")) {
      String key = metric.get("key").asText();
      JsonNode history =
          json(
              "GET",
              server,
              "/api/2.0/mlflow/metrics/get-history?run_id=%s&metric_key=%s"
                  .formatted(info().get("run_id").asText(), key),
              "");
      if (history.get("metrics").size() > 1) {
        List<Double> values = new ArrayList<>();
        history.get("metrics").forEach(point -> values.add(point.get("value").asDouble()));
        curves.put(key, values);
      }
    }
    return curves;
  }

  private Map<String, String> pairs(String kind) {
    Map<String, String> pairs = new HashMap<>();
    run.at("/data/" + kind)
        .forEach(pair -> pairs.put(pair.get("key").asText(), pair.get("value").asText()));
    return pairs;
  }

  /** MLflow's databases give the largest number for infinity. */
  private Map<String, Double> metrics(String infinite) {
    Map<String, Double> metrics = new HashMap<>();
    Map<String, List<Double>> curves = curves();
    for (JsonNode metric : run.at("/data/metrics")) {
      String key = metric.get("key").asText();
      if (curves.containsKey(key)) {
        continue;
      }
      double value = Double.parseDouble(metric.get("value").asText());
      metrics.put(
          key,
          infinite.contains('"' + key + '"')
              ? Math.signum(value) * Double.POSITIVE_INFINITY
              : value);
    }
    return metrics;
  }

  private List<Artifact> artifacts(String directory) {
    String id = info().get("run_id").asText();
    JsonNode files =
        json(
                "GET",
                server,
                "/api/2.0/mlflow/artifacts/list?run_id=" + id + "&path=" + directory,
                "")
            .path("files");
    List<Artifact> artifacts = new ArrayList<>();
    for (JsonNode file : files) {
      String path = file.get("path").asText();
      if (file.get("is_dir").asBoolean()) {
        artifacts.addAll(artifacts(path));
      } else {
        URI location = URI.create(info().get("artifact_uri").asText() + "/" + path);
        artifacts.add(new Artifact(path, text(server, location)));
      }
    }
    return artifacts;
  }

  /** Where a model's file is on the server, whether of MLflow 3 or among a run's files. */
  static String artifact(URI server, ModelArtifact model, String file) {
    String location = model.location().toString();
    if (LoggedModel.isOne(location)) {
      String id = LoggedModel.id(location);
      location =
          json("GET", server, "/api/2.0/mlflow/logged-models/" + id, "")
              .at("/model/info/artifact_uri")
              .asText();
    }
    return ARTIFACTS + Locations.directory(location).resolve(file).getPath();
  }

  /** The text of a file by its location among the server's artifacts. */
  static String text(URI server, URI location) {
    return send("GET", server, ARTIFACTS + location.getPath(), "");
  }
}
