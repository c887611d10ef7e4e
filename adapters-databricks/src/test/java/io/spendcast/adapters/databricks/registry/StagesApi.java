package io.spendcast.adapters.databricks.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Api;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A workspace's own registry: models, versions, tags, stages and requests for a stage. */
final class StagesApi implements Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.0/mlflow/";

  private final Map<String, ObjectNode> models = new TreeMap<>();
  private final Map<String, List<ObjectNode>> versions = new TreeMap<>();
  private final List<ObjectNode> requests = new ArrayList<>();
  private long now = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
  private boolean mayMove = true;

  public synchronized void clear() {
    models.clear();
    versions.clear();
  }

  public synchronized void mayMove(boolean may) {
    mayMove = may;
  }

  public synchronized int countVersions(String model) {
    return versions.get(model).size();
  }

  public synchronized List<ObjectNode> requests() {
    return List.copyOf(requests);
  }

  /** A human approves a request, which moves the version. */
  public synchronized void approve(ObjectNode request) {
    requests.remove(request);
    move(request);
  }

  @Override
  public synchronized Optional<Reply> answer(Call call) throws IOException {
    if (!call.path().startsWith(API) || call.path().contains("unity-catalog")) {
      return Optional.empty();
    }
    JsonNode request = call.body().length == 0 ? JSON.valueToTree(call.query()) : call.json();
    String name = request.path("name").asText();
    return Optional.ofNullable(
        switch (call.path().substring(API.length())) {
          case "registered-models/create" -> create(name, request);
          case "databricks/registered-models/get" -> get(name);
          case "registered-models/delete" -> delete(name);
          case "registered-models/rename" -> rename(name, request.path("new_name").asText());
          case "registered-models/search" -> models(request.path("filter").asText());
          case "model-versions/search" -> search(request);
          case "model-versions/create" -> createVersion(name, request);
          case "model-versions/set-tag" -> tag(request);
          case "databricks/model-versions/transition-stage" -> transition(request);
          case "transition-requests/create" -> ask(request);
          case "transition-requests/list" -> list(request);
          default -> null;
        });
  }

  private Reply create(String name, JsonNode request) {
    if (models.containsKey(name)) {
      return Reply.error(400, "RESOURCE_ALREADY_EXISTS", "Registered Model exists: " + name);
    }
    ObjectNode model = request.deepCopy();
    model.put("creation_timestamp", now++);
    models.put(name, model);
    versions.put(name, new ArrayList<>());
    return Reply.json(JSON.createObjectNode().set("registered_model", model));
  }

  private Reply get(String name) {
    return models.containsKey(name)
        ? Reply.json(JSON.createObjectNode().set("registered_model_databricks", models.get(name)))
        : missing(name);
  }

  private static Reply missing(String name) {
    return Reply.error(
        404, "RESOURCE_DOES_NOT_EXIST", "RegisteredModel '%s' does not exist.".formatted(name));
  }

  private Reply rename(String name, String newName) {
    if (models.containsKey(newName)) {
      return Reply.error(400, "RESOURCE_ALREADY_EXISTS", "Registered Model exists: " + newName);
    }
    if (!models.containsKey(name)) {
      return missing(name);
    }
    models.put(newName, models.remove(name).put("name", newName));
    versions.put(newName, versions.remove(name));
    return Reply.json(JSON.createObjectNode().set("registered_model", models.get(newName)));
  }

  /** As in SQL, an underscore stands for any letter. */
  private Reply models(String filter) {
    String pattern =
        filter.replaceAll("name LIKE '(.*)'", "$1").replace("_", ".").replace("%", ".*");
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("registered_models");
    models.forEach(
        (name, model) -> {
          if (name.matches(pattern)) {
            list.add(model);
          }
        });
    return Reply.json(page);
  }

  public synchronized java.util.Set<String> names() {
    return java.util.Set.copyOf(models.keySet());
  }

  private Reply delete(String name) {
    return models.remove(name) == null ? missing(name) : Reply.json(JSON.createObjectNode());
  }

  private Reply search(JsonNode request) {
    String name = request.path("filter").asText().replaceAll("name='(.*)'", "$1");
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("model_versions");
    for (ObjectNode version : versions.getOrDefault(name, List.of())) {
      // Registration takes a while: the first look sees it pending.
      list.insert(0, version.deepCopy());
      version.put("status", "READY");
    }
    return Reply.json(page);
  }

  private Reply createVersion(String name, JsonNode request) {
    ObjectNode version = request.deepCopy();
    version.put("version", Integer.toString(versions.get(name).size() + 1));
    version.put("status", "PENDING_REGISTRATION").put("current_stage", "None");
    version.put("creation_timestamp", now++);
    version.withArrayProperty("tags");
    versions.get(name).add(version);
    return Reply.json(JSON.createObjectNode().set("model_version", version));
  }

  private ObjectNode version(JsonNode request) {
    return versions
        .get(request.path("name").asText())
        .get(Integer.parseInt(request.path("version").asText()) - 1);
  }

  private Reply tag(JsonNode request) {
    ArrayNode tags = (ArrayNode) version(request).get("tags");
    for (int i = tags.size() - 1; i >= 0; i--) {
      if (tags.get(i).path("key").equals(request.path("key"))) {
        tags.remove(i);
      }
    }
    tags.addObject()
        .put("key", request.path("key").asText())
        .put("value", request.path("value").asText());
    return Reply.json(JSON.createObjectNode());
  }

  private Reply transition(JsonNode request) {
    if (!mayMove) {
      return Reply.error(403, "PERMISSION_DENIED", "You may not move this model version");
    }
    return Reply.json(JSON.createObjectNode().set("model_version_databricks", move(request)));
  }

  private ObjectNode move(JsonNode request) {
    String stage = request.path("stage").asText(request.path("to_stage").asText());
    if (request.path("archive_existing_versions").asBoolean()) {
      for (ObjectNode other : versions.get(request.path("name").asText())) {
        if (other.path("current_stage").asText().equals(stage)) {
          other.put("current_stage", "Archived");
        }
      }
    }
    return version(request).put("current_stage", stage);
  }

  private Reply ask(JsonNode request) {
    ObjectNode asked = request.deepCopy();
    asked.put("to_stage", request.path("stage").asText());
    requests.add(asked);
    return Reply.json(JSON.createObjectNode().set("request", asked));
  }

  private Reply list(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode open = answer.putArray("requests");
    requests.stream()
        .filter(asked -> asked.path("version").asText().equals(request.path("version").asText()))
        .forEach(asked -> open.addObject().put("to_stage", asked.path("to_stage").asText()));
    return Reply.json(answer);
  }
}
