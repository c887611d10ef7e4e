package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Api;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Jobs 2.2: list, get, create, reset, delete, run-now, and get, list and submit of runs. */
final class JobsApi implements Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.2/jobs/";

  private final Map<Long, ObjectNode> jobs = new TreeMap<>();
  private final Map<Long, ObjectNode> runs = new TreeMap<>();
  private final Map<String, Long> tokens = new HashMap<>();

  public synchronized long add(ObjectNode settings) {
    long id = 100L + jobs.size();
    jobs.put(id, settings);
    return id;
  }

  public synchronized ObjectNode settings(long job) {
    return jobs.get(job);
  }

  public synchronized int size() {
    return jobs.size();
  }

  /** What a run was started with. */
  public synchronized JsonNode parameters(long run) {
    return runs.get(run).path("job_parameters");
  }

  /** Ends a run as its tasks end; a task with a message fails. */
  public synchronized void finish(long run, Map<String, String> failures) {
    for (JsonNode task : runs.get(run).path("tasks")) {
      String why = failures.getOrDefault(task.path("task_key").asText(), "");
      end((ObjectNode) task, why);
    }
    end(runs.get(run), String.join("; ", failures.values()));
  }

  private static void end(ObjectNode what, String why) {
    ObjectNode details =
        what.putObject("status").put("state", "TERMINATED").putObject("termination_details");
    details.put("code", why.isEmpty() ? "SUCCESS" : "RUN_EXECUTION_ERROR");
    details.put("type", why.isEmpty() ? "SUCCESS" : "CLIENT_ERROR").put("message", why);
  }

  @Override
  public synchronized Optional<Reply> answer(Call call) throws IOException {
    if (!call.path().startsWith(API)) {
      return Optional.empty();
    }
    return switch (call.path().substring(API.length())) {
      case "list" -> Optional.of(Reply.json(list()));
      case "get" -> Optional.of(get(Long.parseLong(call.query().get("job_id"))));
      case "create" -> Optional.of(Reply.json(create(call.json())));
      case "reset" -> Optional.of(Reply.json(reset(call.json())));
      case "delete" -> Optional.of(delete(call.json().get("job_id").longValue()));
      case "runs/list" -> Optional.of(Reply.json(active(call)));
      case "runs/submit" -> Optional.of(submit(call.json()));
      case "run-now" -> Optional.of(runNow(call.json()));
      case "runs/get" -> Optional.of(run(Long.parseLong(call.query().get("run_id"))));
      default -> Optional.empty();
    };
  }

  /** All of them: the real one matches names without regard to case. */
  private ObjectNode list() {
    ObjectNode page = JSON.createObjectNode();
    ArrayNode list = page.putArray("jobs");
    jobs.keySet().forEach(id -> list.add(job(id)));
    return page.put("has_more", false);
  }

  private Reply get(long id) {
    return jobs.containsKey(id) ? Reply.json(job(id)) : missing("Job " + id);
  }

  private static Reply missing(String what) {
    return Reply.error(404, "RESOURCE_DOES_NOT_EXIST", what + " does not exist.");
  }

  private ObjectNode job(long id) {
    ObjectNode job = JSON.createObjectNode().put("job_id", id);
    ObjectNode settings = jobs.get(id).deepCopy();
    // Defaults that the platform adds.
    settings.put("format", "MULTI_TASK");
    settings.withObjectProperty("email_notifications");
    settings.path("tasks").forEach(task -> ((ObjectNode) task).put("run_if", "ALL_SUCCESS"));
    return job.set("settings", settings);
  }

  private ObjectNode create(ObjectNode settings) {
    return JSON.createObjectNode().put("job_id", add(settings));
  }

  private ObjectNode reset(ObjectNode request) {
    jobs.put(request.get("job_id").longValue(), (ObjectNode) request.get("new_settings"));
    return JSON.createObjectNode();
  }

  private Reply delete(long id) {
    return jobs.remove(id) == null ? missing("Job " + id) : Reply.json(JSON.createObjectNode());
  }

  /** Those of one job that have not ended, as far as that was asked for. */
  private ObjectNode active(Call call) {
    ObjectNode page = JSON.createObjectNode();
    if (!call.query().get("active_only").equals("true")) {
      return page;
    }
    for (ObjectNode run : runs.values()) {
      boolean ended = run.at("/status/state").asText().equals("TERMINATED");
      if (run.path("job_id").asText().equals(call.query().get("job_id")) && !ended) {
        page.withArrayProperty("runs").add(run);
      }
    }
    return page;
  }

  /** A run without a job; what was submitted is kept with it. */
  private Reply submit(ObjectNode request) {
    String token = request.path("idempotency_token").asText();
    long id = tokens.computeIfAbsent(token, t -> begin(0, request.path("tasks")));
    runs.get(id).set("submitted", request);
    return Reply.json(JSON.createObjectNode().put("run_id", id));
  }

  /** What a run without a job was submitted as. */
  public synchronized JsonNode submitted(long run) {
    return runs.get(run).path("submitted");
  }

  private Reply runNow(ObjectNode request) {
    long job = request.get("job_id").longValue();
    if (!jobs.containsKey(job)) {
      return missing("Job " + job);
    }
    String token = request.path("idempotency_token").asText();
    long id = tokens.computeIfAbsent(token, t -> begin(job, jobs.get(job).path("tasks")));
    runs.get(id).set("job_parameters", request.path("job_parameters"));
    return Reply.json(JSON.createObjectNode().put("run_id", id).put("number_in_job", id));
  }

  private long begin(long job, JsonNode all) {
    long id = 9000L + runs.size();
    ObjectNode run = JSON.createObjectNode().put("run_id", id).put("job_id", job);
    run.put("run_page_url", "https://dbc.example.com/jobs/%s/runs/%s".formatted(job, id));
    run.putObject("status").put("state", "RUNNING");
    ArrayNode tasks = run.putArray("tasks");
    for (JsonNode task : all) {
      ObjectNode one = tasks.addObject().put("task_key", task.path("task_key").asText());
      one.put("run_id", 10 * id + tasks.size());
      one.putObject("status").put("state", task.has("depends_on") ? "BLOCKED" : "RUNNING");
    }
    runs.put(id, run);
    return id;
  }

  private Reply run(long id) {
    return runs.containsKey(id) ? Reply.json(runs.get(id)) : missing("Run " + id);
  }
}
