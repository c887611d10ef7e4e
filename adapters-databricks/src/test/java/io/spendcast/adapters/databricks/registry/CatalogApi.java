package io.spendcast.adapters.databricks.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.FilesApi;
import io.spendcast.adapters.databricks.WorkspaceServer.Api;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unity Catalog's registry: models, aliases and lists by the documented API, versions, tags and
 * finalizing by the one of MLflow's Python client.
 */
public final class CatalogApi implements Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODELS = "/api/2.1/unity-catalog/models";
  private static final String MLFLOW = "/api/2.0/mlflow/unity-catalog/";
  private static final Pattern MODEL = Pattern.compile(MODELS + "/([^/]+)(/.*)?");
  private static final Pattern FORBIDDEN_IN_KEYS = Pattern.compile("[.,\\-=/:]");

  private final FilesApi files;
  private final Map<String, Model> models = new TreeMap<>();
  private final TreeSet<String> catalogs = new TreeSet<>();
  private long now = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
  private boolean takesFiles = true;
  private int looksUntilReady = 1;
  private boolean failsRegistrations;

  private static final class Model {
    private final ObjectNode info;
    private final Map<String, Integer> aliases = new TreeMap<>();
    private final Map<Integer, ObjectNode> versions = new TreeMap<>();
    private int counted;

    Model(ObjectNode info) {
      this.info = info;
    }
  }

  public CatalogApi(FilesApi files) {
    this(files, "main");
  }

  public CatalogApi(FilesApi files, String catalog) {
    this.files = files;
    catalogs.add(catalog);
  }

  public synchronized void clear() {
    models.clear();
  }

  public synchronized void takeFiles(boolean takes) {
    takesFiles = takes;
  }

  public synchronized void failRegistrations() {
    failsRegistrations = true;
  }

  public synchronized int countVersions(String model) {
    return models.get(model).versions.size();
  }

  public synchronized Map<String, Integer> aliases(String model) {
    return Map.copyOf(models.get(model).aliases);
  }

  public synchronized java.util.Set<String> names() {
    return java.util.Set.copyOf(models.keySet());
  }

  /** All that is kept, as text. */
  public synchronized String dump() {
    StringBuilder all = new StringBuilder();
    models.values().forEach(model -> all.append(model.info).append(model.versions.values()));
    return all.toString();
  }

  @Override
  public synchronized Optional<Reply> answer(Call call) throws IOException {
    if (call.path().equals(MODELS) && call.method().equals("POST")) {
      return Optional.of(create(call.json()));
    }
    if (call.path().equals(MODELS)) {
      return Optional.of(list(call.query()));
    }
    Matcher one = MODEL.matcher(call.path());
    if (one.matches()) {
      return Optional.of(ofModel(call, one.group(1), Optional.ofNullable(one.group(2)).orElse("")));
    }
    if (call.path().startsWith(MLFLOW)) {
      return Optional.of(mlflow(call, call.path().substring(MLFLOW.length())));
    }
    return Optional.empty();
  }

  private Reply create(ObjectNode request) {
    String catalog = request.path("catalog_name").asText();
    if (!catalogs.contains(catalog)) {
      return Reply.error(
          404, "CATALOG_DOES_NOT_EXIST", "Catalog '%s' does not exist.".formatted(catalog));
    }
    String name =
        catalog + "." + request.path("schema_name").asText() + "." + request.path("name").asText();
    if (models.containsKey(name)) {
      return Reply.error(409, "RESOURCE_ALREADY_EXISTS", "Function or model exists: " + name);
    }
    request.put("full_name", name).put("created_at", now++);
    models.put(name, new Model(request));
    return Reply.json(request);
  }

  private static Reply missing(String what) {
    return Reply.error(404, "RESOURCE_DOES_NOT_EXIST", what + " does not exist.");
  }

  private Reply ofModel(Call call, String name, String rest) throws IOException {
    Model model = models.get(name);
    if (model == null) {
      return missing("Registered model " + name);
    }
    if (rest.isEmpty()) {
      return switch (call.method()) {
        case "DELETE" -> delete(name);
        case "PATCH" -> rename(name, call.json().path("new_name").asText());
        default -> Reply.json(info(model, call));
      };
    }
    if (rest.equals("/versions")) {
      return Reply.json(list(name, model));
    }
    return alias(call, model, rest.substring("/aliases/".length()));
  }

  private Reply rename(String name, String newName) {
    String full = name.substring(0, name.lastIndexOf('.') + 1) + newName;
    if (models.containsKey(full)) {
      return Reply.error(409, "RESOURCE_ALREADY_EXISTS", "Function or model exists: " + full);
    }
    Model model = models.remove(name);
    model.info.put("name", newName).put("full_name", full);
    models.put(full, model);
    return Reply.json(model.info);
  }

  private Reply list(Map<String, String> query) {
    String schema = query.get("catalog_name") + "." + query.get("schema_name") + ".";
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("registered_models");
    models.forEach(
        (name, model) -> {
          if (name.startsWith(schema)) {
            list.add(model.info);
          }
        });
    return Reply.json(page);
  }

  private Reply delete(String name) {
    models.remove(name);
    return Reply.json(JSON.createObjectNode());
  }

  private static ObjectNode info(Model model, Call call) {
    ObjectNode info = model.info.deepCopy();
    if (Boolean.parseBoolean(call.query().get("include_aliases"))) {
      ArrayNode aliases = info.putArray("aliases");
      model.aliases.forEach(
          (alias, number) ->
              aliases.addObject().put("alias_name", alias).put("version_num", number));
    }
    return info;
  }

  /** Without tags, and newest first. */
  private ObjectNode list(String name, Model model) {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("model_versions");
    for (ObjectNode version : model.versions.values()) {
      settle(version);
      ObjectNode info = JSON.createObjectNode();
      info.put("version", version.get("version").asInt()).put("model_name", name);
      info.set("status", version.get("status"));
      info.set("source", version.get("source"));
      info.set("run_id", version.get("run_id"));
      info.set("created_at", version.get("creation_timestamp"));
      list.insert(0, info);
    }
    return page;
  }

  /** A finalized version is ready only after some looks. */
  private void settle(ObjectNode version) {
    int left = version.path("looks_left").asInt(-1);
    if (left == 0) {
      version.put("status", failsRegistrations ? "FAILED_REGISTRATION" : "READY");
    }
    if (left >= 0) {
      version.put("looks_left", left - 1);
    }
  }

  private static Reply alias(Call call, Model model, String alias) throws IOException {
    switch (call.method()) {
      case "PUT" -> {
        int number = call.json().get("version_num").asInt();
        if (!model.versions.containsKey(number)) {
          return missing("Version " + number);
        }
        model.aliases.put(alias, number);
      }
      case "DELETE" -> model.aliases.remove(alias);
      default -> {
        return Reply.error(405, "METHOD_NOT_ALLOWED", call.method());
      }
    }
    ObjectNode answer = JSON.createObjectNode().put("alias_name", alias);
    Optional.ofNullable(model.aliases.get(alias)).ifPresent(n -> answer.put("version_num", n));
    return Reply.json(answer);
  }

  private Reply mlflow(Call call, String path) throws IOException {
    if (path.equals("registered-models:is-databricks-sdk-models-artifact-repository-enabled")) {
      return Reply.json(
          JSON.createObjectNode()
              .put("is_databricks_sdk_models_artifact_repository_enabled", takesFiles));
    }
    JsonNode request = call.method().equals("GET") ? JSON.valueToTree(call.query()) : call.json();
    Model model = models.get(request.path("name").asText());
    if (model == null) {
      return missing("Registered model " + request.path("name").asText());
    }
    if (path.equals("model-versions/create")) {
      return createVersion(model, request);
    }
    ObjectNode version = model.versions.get(Integer.parseInt(request.path("version").asText("0")));
    return version == null
        ? missing("Model version " + request.path("version"))
        : ofVersion(path, request, version);
  }

  private Reply createVersion(Model model, JsonNode request) {
    Optional<Reply> refused = refusedTags(request.path("tags"));
    if (refused.isPresent()) {
      return refused.get();
    }
    int number = ++model.counted;
    ObjectNode version = request.deepCopy();
    version.put("version", Integer.toString(number)).put("status", "PENDING_REGISTRATION");
    version.put("creation_timestamp", now++);
    version.withArrayProperty("tags");
    model.versions.put(number, version);
    return versionReply(version);
  }

  private static Reply versionReply(ObjectNode version) {
    return Reply.json(JSON.createObjectNode().set("model_version", version));
  }

  private static Optional<Reply> refusedTags(JsonNode tags) {
    for (JsonNode tag : tags) {
      if (FORBIDDEN_IN_KEYS.matcher(tag.path("key").asText()).find()
          || tag.path("value").asText().length() > 1000) {
        return Optional.of(
            Reply.error(400, "INVALID_PARAMETER_VALUE", "Tag key or value is not valid"));
      }
    }
    return Optional.empty();
  }

  private Reply ofVersion(String path, JsonNode request, ObjectNode version) {
    return switch (path) {
      case "model-versions/get" -> versionReply(version);
      case "model-versions/finalize" -> finish(version);
      case "model-versions/set-tag" -> tag(version, request);
      case "model-versions/generate-temporary-credentials" -> {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("credentials").put("storage_mode", "DEFAULT_STORAGE");
        yield Reply.json(answer);
      }
      default -> Reply.error(404, "ENDPOINT_NOT_FOUND", path);
    };
  }

  private Reply finish(ObjectNode version) {
    if (!version.path("status").asText().equals("PENDING_REGISTRATION")) {
      return Reply.error(400, "INVALID_STATE", "The version is finalized already");
    }
    String root =
        "/Models/%s/%s/"
            .formatted(
                version.get("name").asText().replace('.', '/'), version.get("version").asText());
    if (files.all().keySet().stream().noneMatch((root + "MLmodel")::equals)) {
      return Reply.error(400, "INVALID_PARAMETER_VALUE", "There is no MLmodel");
    }
    version.put("looks_left", looksUntilReady);
    return versionReply(version);
  }

  private static Reply tag(ObjectNode version, JsonNode request) {
    ArrayNode one = JSON.createArrayNode().add(request);
    Optional<Reply> refused = refusedTags(one);
    if (refused.isPresent()) {
      return refused.get();
    }
    ArrayNode tags = (ArrayNode) version.get("tags");
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
}
