package io.spendcast.adapters.databricks;

import com.databricks.sdk.core.error.platform.NotFound;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs as the workspace writes them, so that fields which the SDK does not know survive. */
final class JobCalls {
  private static final String API = "/api/2.2/jobs/";
  private static final String POST = "POST";
  private static final String JOB = "job_id";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WorkspaceCalls calls;

  JobCalls(Workspace workspace) {
    this.calls = WorkspaceCalls.of(workspace);
  }

  ObjectNode settings(long job) {
    JsonNode settings = calls.get(API + "get", Map.of(JOB, Long.toString(job))).path("settings");
    return settings.isObject() ? (ObjectNode) settings : JSON.createObjectNode();
  }

  long create(ObjectNode settings) {
    return calls.send(POST, API + "create", settings).path(JOB).asLong();
  }

  long reset(long job, ObjectNode settings) {
    ObjectNode body = JSON.createObjectNode().put(JOB, job);
    calls.send(POST, API + "reset", body.set("new_settings", settings));
    return job;
  }

  /** Deletes a job; one that is gone stays so. */
  boolean delete(long job) {
    try {
      calls.send(POST, API + "delete", JSON.createObjectNode().put(JOB, job));
      return true;
    } catch (NotFound e) {
      return false;
    }
  }

  /** The runs of a job that have not ended. */
  List<Long> activeRuns(long job) {
    Map<String, String> query = Map.of(JOB, Long.toString(job), "active_only", "true");
    List<Long> active = new ArrayList<>();
    for (JsonNode run : calls.get(API + "runs/list", query).path("runs")) {
      if (run.path(JOB).asLong() == job && !hasEnded(run)) {
        active.add(run.path("run_id").asLong());
      }
    }
    return active;
  }

  private static boolean hasEnded(JsonNode run) {
    return run.at("/status/state").asText().equals("TERMINATED");
  }

  /** Starts a run without a job. */
  long submit(ObjectNode run) {
    return calls.send(POST, API + "runs/submit", run).path("run_id").asLong();
  }
}
