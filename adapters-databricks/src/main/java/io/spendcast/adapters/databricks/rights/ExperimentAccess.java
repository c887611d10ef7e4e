package io.spendcast.adapters.databricks.rights;

import com.databricks.sdk.core.error.platform.NotFound;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The experiment of the runs, and who may write to it. */
public final class ExperimentAccess {
  /** Writes runs and their files; does not give rights. */
  static final String WRITING = "CAN_EDIT";

  private static final Set<String> ENOUGH = Set.of(WRITING, "CAN_MANAGE", "IS_OWNER");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkspaceCalls calls;

  public ExperimentAccess(WorkspaceCalls calls) {
    this.calls = calls;
  }

  /**
   * An experiment that is there.
   *
   * @param id the platform's
   * @param files where its runs' files go
   */
  public record Found(String id, String files) {}

  public Optional<Found> find(String name) {
    try {
      JsonNode experiment =
          calls
              .get("/api/2.0/mlflow/experiments/get-by-name", Map.of("experiment_name", name))
              .path("experiment");
      return Optional.of(
          new Found(
              experiment.path("experiment_id").asText(),
              experiment.path("artifact_location").asText()));
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /** Whether the folder that a new experiment would be in exists. */
  public boolean hasFolder(String name) {
    int end = name.lastIndexOf('/');
    if (end <= 0) {
      return end == 0;
    }
    try {
      calls.get("/api/2.0/workspace/get-status", Map.of("path", name.substring(0, end)));
      return true;
    } catch (NotFound e) {
      return false;
    }
  }

  public boolean isWritableBy(Identity who, Found experiment) {
    for (JsonNode entry : calls.get(permissions(experiment)).path("access_control_list")) {
      if (who.acts(principal(entry)) && allows(entry)) {
        return true;
      }
    }
    return false;
  }

  private static String permissions(Found experiment) {
    return "/api/2.0/permissions/experiments/" + experiment.id();
  }

  private static String principal(JsonNode entry) {
    return entry.has("user_name")
        ? entry.path("user_name").asText()
        : entry.path(entry.has("group_name") ? "group_name" : RunAs.PRINCIPAL).asText();
  }

  private static boolean allows(JsonNode entry) {
    for (JsonNode permission : entry.path("all_permissions")) {
      if (ENOUGH.contains(permission.path("permission_level").asText())) {
        return true;
      }
    }
    return false;
  }

  /** Lets somebody write; the rights of others stay. */
  void give(Found experiment, Identity who) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode entry = body.putArray("access_control_list").addObject();
    RunAs.write(entry, who.name());
    entry.put("permission_level", WRITING);
    calls.send("PATCH", permissions(experiment), body);
  }
}
