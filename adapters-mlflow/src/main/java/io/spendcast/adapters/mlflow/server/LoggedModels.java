package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.tracking.RunRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of MLflow 3 on a server. A run of ours has one at most. */
final class LoggedModels {
  private static final String API = "logged-models";
  private static final String READY = "LOGGED_MODEL_READY";

  private final HttpCalls server;

  LoggedModels(HttpCalls server) {
    this.server = server;
  }

  /** A new model, to be filled and finished; none if the server is older than such models. */
  Optional<LoggedModel> create(ServerRun owner, RunRecord run) throws IOException {
    Map<String, Object> body = new HashMap<>();
    body.put("experiment_id", owner.experiment());
    body.put("name", name(run));
    body.put("source_run_id", owner.id());
    body.put("params", KeyValues.of(run.params()));
    body.put("tags", KeyValues.of(run.tags()));
    try {
      return Optional.of(
          server.createOnce(
              () -> LoggedModel.parse(server.create(API, body).path("model")),
              () -> of(owner).stream().findFirst()));
    } catch (ServerRefusal e) {
      if (e.isUnsupported()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** That of its run, without what MLflow does not allow in it. */
  private static String name(RunRecord run) {
    return run.name().replaceAll("[/:.%\"']", "-");
  }

  /** Says that all files are there, and that the run made the model. */
  void finish(LoggedModel model, ServerRun owner) throws IOException {
    server.send("PATCH", API + "/" + model.id(), Map.of("model_id", model.id(), "status", READY));
    Map<String, Object> output = Map.of("model_id", model.id(), "step", 0);
    // Said twice, it would be refused.
    server.createOnce(
        () ->
            server.create("runs/outputs", Map.of("run_id", owner.id(), "models", List.of(output))),
        () -> outputs(owner));
  }

  private Optional<JsonNode> outputs(ServerRun owner) throws IOException {
    JsonNode run = server.get("runs/get", Map.of("run_id", owner.id())).path("run");
    return Optional.of(run.at("/outputs/model_outputs")).filter(outputs -> !outputs.isEmpty());
  }

  /** Where the files of the model with this id are. */
  String artifacts(String id) throws IOException {
    return LoggedModel.parse(server.get(API + "/" + id, Map.of()).path("model")).artifacts();
  }

  /** Throws away what a run has; nothing if the server is older than such models. */
  void delete(ServerRun owner) throws IOException {
    try {
      for (LoggedModel model : of(owner)) {
        server.send("DELETE", API + "/" + model.id(), Map.of());
      }
    } catch (ServerRefusal e) {
      if (!e.isUnsupported() && !e.isAbsence()) {
        throw e;
      }
    }
  }

  private List<LoggedModel> of(ServerRun owner) throws IOException {
    Map<String, Object> question =
        Map.of(
            "experiment_ids",
            List.of(owner.experiment()),
            "filter",
            "source_run_id = " + Filters.quoted(owner.id()));
    List<LoggedModel> models = new ArrayList<>();
    for (JsonNode model : server.ask(API + "/search", question).path("models")) {
      models.add(LoggedModel.parse(model));
    }
    return models;
  }
}
