package io.spendcast.adapters.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Calls of the platform as JSON, so that fields and values which the SDK does not know survive. */
public final class WorkspaceCalls {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<WorkspaceClient> asking;
  private final Supplier<WorkspaceClient> changing;

  private WorkspaceCalls(Supplier<WorkspaceClient> asking, Supplier<WorkspaceClient> changing) {
    this.asking = asking;
    this.changing = changing;
  }

  /** Questions are asked again when the workspace is busy, changes sent once. */
  public static WorkspaceCalls of(Workspace workspace) {
    return new WorkspaceCalls(workspace::retrying, workspace::once);
  }

  /** Questions are asked once, too: who looks wants to know now. */
  public static WorkspaceCalls once(Workspace workspace) {
    return new WorkspaceCalls(workspace::once, workspace::once);
  }

  public JsonNode get(String path, Map<String, String> query) {
    Request request = new Request("GET", path);
    query.forEach(request::withQueryParam);
    return execute(asking.get(), request);
  }

  public JsonNode get(String path) {
    return get(path, Map.of());
  }

  /** Sends a change, such as {@code POST}. */
  public JsonNode send(String method, String path, ObjectNode body) {
    return execute(changing.get(), new Request(method, path, body.toString()));
  }

  /** Posts a question, or a change that may be made twice. */
  public JsonNode post(String path, ObjectNode body) {
    return execute(asking.get(), new Request("POST", path, body.toString()));
  }

  private static JsonNode execute(WorkspaceClient client, Request request) {
    request.withHeaders(Map.of("Accept", "application/json", "Content-Type", "application/json"));
    try {
      return JSON.valueToTree(client.apiClient().execute(request, HashMap.class));
    } catch (IOException e) {
      throw new DatabricksException("IO error: " + e.getMessage(), e);
    }
  }
}
