package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Jobs as the workspace writes them, so that fields which the SDK does not know survive. */
final class JobCalls {
  private static final String API = "/api/2.2/jobs/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;

  JobCalls(Workspace workspace) {
    this.workspace = workspace;
  }

  ObjectNode settings(long job) {
    Request request = new Request("GET", API + "get").withQueryParam("job_id", Long.toString(job));
    JsonNode settings = execute(workspace.reading().apiClient(), request).path("settings");
    return settings.isObject() ? (ObjectNode) settings : JSON.createObjectNode();
  }

  long create(ObjectNode settings) {
    return send("create", settings).path("job_id").asLong();
  }

  long reset(long job, ObjectNode settings) {
    ObjectNode body = JSON.createObjectNode().put("job_id", job);
    send("reset", body.set("new_settings", settings));
    return job;
  }

  private JsonNode send(String path, ObjectNode body) {
    Request request = new Request("POST", API + path, body.toString());
    return execute(workspace.writing().apiClient(), request);
  }

  private static JsonNode execute(ApiClient client, Request request) {
    request.withHeaders(Map.of("Accept", "application/json", "Content-Type", "application/json"));
    try {
      return JSON.valueToTree(client.execute(request, HashMap.class));
    } catch (IOException e) {
      throw new DatabricksException("IO error: " + e.getMessage(), e);
    }
  }
}
