package io.spendcast.adapters.databricks.registry;

import com.databricks.sdk.core.DatabricksError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.registry.ModelRegistration;
import java.net.URI;
import java.util.Map;

/**
 * The calls of Unity Catalog's registry that the Databricks SDK lacks, as MLflow's Python client
 * makes them. Databricks does not document them and may move them: only this class knows them.
 */
final class UnityCatalogCalls {
  private static final String API = "/api/2.0/mlflow/unity-catalog/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkspaceCalls calls;

  UnityCatalogCalls(Workspace workspace) {
    this.calls = WorkspaceCalls.of(workspace);
  }

  JsonNode version(String model, int number) {
    return get("model-versions/get", Map.of("name", model, "version", Integer.toString(number)))
        .path("model_version");
  }

  int createVersion(String model, ModelRegistration registration, Map<String, String> tags) {
    ObjectNode body = JSON.createObjectNode().put("name", model);
    URI source = registration.artifact().location();
    body.put("source", source.toString());
    LoggedModels.id(source).ifPresent(id -> body.put("model_id", id));
    body.put("run_id", registration.trackedRunId());
    body.put("description", ArtifactTags.description(registration.tags()));
    body.put("feature_deps", "");
    ArrayNode list = body.putArray("tags");
    tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    return calls
        .send("POST", API + "model-versions/create", body)
        .path("model_version")
        .path("version")
        .asInt();
  }

  /** Whether files of models go through the Files API in this workspace. */
  boolean takesFiles(String model) {
    try {
      return get(
              "registered-models:is-databricks-sdk-models-artifact-repository-enabled",
              Map.of("name", model))
          .path("is_databricks_sdk_models_artifact_repository_enabled")
          .asBoolean();
    } catch (DatabricksError e) {
      if (e.getStatusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** How the storage of a version is reached without the Files API. */
  String storageMode(String model, int number) {
    ObjectNode body =
        numbered(model, number).put("operation", "MODEL_VERSION_OPERATION_READ_WRITE");
    return calls
        .post(API + "model-versions/generate-temporary-credentials", body)
        .at("/credentials/storage_mode")
        .asText();
  }

  /** Where a file can be put, with the headers that belong to it. */
  JsonNode uploadUrl(String path) {
    ObjectNode body = JSON.createObjectNode().put("path", path);
    return calls.post("/api/2.0/fs/create-upload-url", body);
  }

  /** Ends the registration; one that has ended stays. */
  boolean finish(String model, int number) {
    try {
      calls.post(API + "model-versions/finalize", numbered(model, number));
    } catch (DatabricksError e) {
      if (!version(model, number).path("status").asText().equals("READY")) {
        throw e;
      }
    }
    return true;
  }

  void tag(String model, int number, String key, String value) {
    ObjectNode body = numbered(model, number).put("key", key).put("value", value);
    calls.post(API + "model-versions/set-tag", body);
  }

  private static ObjectNode numbered(String model, int number) {
    return JSON.createObjectNode().put("name", model).put("version", Integer.toString(number));
  }

  private JsonNode get(String path, Map<String, String> query) {
    return calls.get(API + path, query);
  }
}
