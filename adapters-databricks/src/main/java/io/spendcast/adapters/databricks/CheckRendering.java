package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run without a job, in the words of the Jobs API, that calls {@code doctor} once on each cluster
 * of the job, as whom the job runs and with its settings.
 */
final class CheckRendering {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLUSTER = "job_cluster_key";
  private static final String EXISTING = "existing_cluster_id";
  private static final String NEW_CLUSTER = "new_cluster";
  private static final String RUN_ID = "--run-id";
  private static final String RUN_AS = "run_as";
  private static final long TIMEOUT_SECONDS = 3600;

  private final JobRendering job;

  CheckRendering(JobRendering job) {
    this.job = job;
  }

  /**
   * The run.
   *
   * @param host the workspace's address; only a job's own runs have a reference for it
   * @param key by which the platform recognises a run that is submitted again
   */
  ObjectNode run(String host, String key) {
    ObjectNode settings = job.settings(Workflow.STANDARD);
    ObjectNode run = JSON.createObjectNode();
    run.put("run_name", job.name().value() + " doctor").put("idempotency_token", key);
    if (settings.has(RUN_AS)) {
      run.set(RUN_AS, settings.get(RUN_AS));
    }
    ArrayNode tasks = run.putArray("tasks");
    perCluster(settings).forEach((cluster, task) -> tasks.add(task(settings, cluster, task, host)));
    return run;
  }

  /** The first task of each cluster. */
  private static Map<String, JsonNode> perCluster(ObjectNode settings) {
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (JsonNode task : settings.path("tasks")) {
      String cluster = task.has(CLUSTER) ? CLUSTER : EXISTING;
      first.putIfAbsent(task.path(cluster).asText(), task);
    }
    return first;
  }

  private ObjectNode task(ObjectNode settings, String cluster, JsonNode like, String host) {
    ObjectNode task = JSON.createObjectNode().put("task_key", "doctor-" + cluster);
    task.put("timeout_seconds", TIMEOUT_SECONDS);
    task.set("libraries", like.path("libraries"));
    if (like.has(EXISTING)) {
      task.put(EXISTING, cluster);
    } else {
      task.set(NEW_CLUSTER, cluster(settings, cluster));
    }
    ObjectNode jar = task.putObject("spark_jar_task");
    jar.set("main_class_name", like.at("/spark_jar_task/main_class_name"));
    arguments(like, host).forEach(jar.putArray("parameters")::add);
    return task;
  }

  private static JsonNode cluster(ObjectNode settings, String key) {
    for (JsonNode cluster : settings.path("job_clusters")) {
      if (cluster.path(CLUSTER).asText().equals(key)) {
        return cluster.path(NEW_CLUSTER);
      }
    }
    throw new IllegalStateException("no cluster " + key);
  }

  /** Those of the task, except for its name and its run. */
  private List<String> arguments(JsonNode like, String host) {
    List<String> arguments = new ArrayList<>(List.of("doctor"));
    JsonNode all = like.at("/spark_jar_task/parameters");
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).asText().equals(RUN_ID)) {
        i++;
      } else {
        arguments.add(filled(all.get(i).asText(), host));
      }
    }
    return arguments;
  }

  private String filled(String argument, String host) {
    String filled = argument.replace("{{workspace.url}}", host);
    for (Map.Entry<String, String> value : job.values().entrySet()) {
      filled = filled.replace("{{job.parameters.%s}}".formatted(value.getKey()), value.getValue());
    }
    return filled;
  }
}
