package io.spendcast.adapters.databricks.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.domain.workflow.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What is wrong with the settings of a job beyond what the Jobs API's schema says, all at once.
 *
 * <p>The platform takes most of these faults and fails, or worse, when the job runs.
 */
final class JobLint {
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^}]*?)\\s*}}");
  private static final Pattern KNOWN_REFERENCE =
      Pattern.compile(
          "job\\.(id|name|run_id|repair_count|parameters\\.\\[.*]|(start_time|trigger)\\.[\\w.\\[\\]]+)"
              + "|task\\.(name|run_id|execution_count)|workspace\\.(id|url)|input(\\..+)?"
              + "|backfill\\.[\\w.\\[\\]]+|secrets/[^/\\s]+/[^/\\s]+");
  private static final String PARAMETER = "job.parameters.";
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(secret|passw|passphrase|pwd|token|credential"
              + "|(access|account|api|auth|private|storage)[-_.]?key|[-_.]sas([-_.]|$)).*");
  private static final Pattern OLD_PATH =
      Pattern.compile("(^|[=:,\\s])(/dbfs/|dbfs:/(?!Volumes/|mnt/))");
  private static final List<String> COMPUTE =
      List.of("job_cluster_key", "new_cluster", "existing_cluster_id", "environment_key");
  private static final String TASK_KEY = "task_key";

  /** What runs on a cluster, except for notebooks, which find one themselves. */
  private static final List<String> COMPUTING =
      List.of(
          "spark_jar_task",
          "spark_python_task",
          "spark_submit_task",
          "python_wheel_task",
          "dbt_task");

  private final String where;
  private final JsonNode job;
  private final LocalJars jars;
  private final List<String> problems = new ArrayList<>();

  JobLint(String where, JsonNode job, LocalJars jars) {
    this.where = where;
    this.job = job;
    this.jars = jars;
  }

  List<String> problems() {
    unique("task", names(job.path("tasks"), TASK_KEY));
    unique("parameter", names(job.path("parameters"), "name"));
    dependencies();
    job.path("tasks").forEach(this::task);
    job.path("job_clusters").forEach(this::cluster);
    texts(job, "").forEach(this::references);
    texts(job, "").forEach(this::places);
    return List.copyOf(problems);
  }

  private void note(String problem) {
    problems.add(where + ": " + problem);
  }

  private static List<String> names(JsonNode items, String field) {
    return stream(items).map(item -> item.path(field).asText()).toList();
  }

  private static Stream<JsonNode> stream(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false);
  }

  private void unique(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        note("%s \"%s\" must be letters, digits, underscores and hyphens".formatted(what, name));
      }
      if (!seen.add(name)) {
        note("%s %s stands twice".formatted(what, name));
      }
    }
  }

  private void dependencies() {
    Map<String, Set<String>> open = new HashMap<>();
    for (JsonNode task : job.path("tasks")) {
      Set<String> before = new TreeSet<>(names(task.path("depends_on"), TASK_KEY));
      open.put(task.path(TASK_KEY).asText(), before);
    }
    for (Map.Entry<String, Set<String>> task : Map.copyOf(open).entrySet()) {
      for (String before : Set.copyOf(task.getValue())) {
        if (!open.containsKey(before)) {
          note("task %s depends on %s, which does not exist".formatted(task.getKey(), before));
          task.getValue().remove(before);
        }
      }
    }
    // What is left when nothing more can begin waits for itself.
    while (open.values().removeIf(Set::isEmpty)) {
      open.values().forEach(before -> before.retainAll(open.keySet()));
    }
    if (!open.isEmpty()) {
      note("the tasks %s depend on each other in a circle".formatted(new TreeSet<>(open.keySet())));
    }
  }

  private void task(JsonNode task) {
    String key = task.path(TASK_KEY).asText();
    List<String> compute = COMPUTE.stream().filter(task::has).toList();
    if (compute.size() > 1 || (compute.isEmpty() && COMPUTING.stream().anyMatch(task::has))) {
      note("task %s must have exactly one kind of compute, not %s".formatted(key, compute));
    }
    String cluster = task.path("job_cluster_key").asText();
    if (!cluster.isEmpty()
        && !names(job.path("job_clusters"), "job_cluster_key").contains(cluster)) {
      note("task %s runs on the cluster %s, which does not exist".formatted(key, cluster));
    }
    if (task.has("spark_jar_task")) {
      jarTask(key, task);
    }
    if (task.at("/for_each_task/task").isObject()) {
      task(task.at("/for_each_task/task"));
    }
  }

  private void jarTask(String key, JsonNode task) {
    if (task.at("/spark_jar_task/main_class_name").asText().isBlank()) {
      note("task %s has no main class".formatted(key));
    }
    if (!task.has("environment_key")
        && stream(task.path("libraries")).noneMatch(library -> library.has("jar"))) {
      note("task %s has no jar".formatted(key));
    }
    if (isOurs(task) && task.has("environment_key")) {
      note("task %s is serverless, where there is no Spark to train with".formatted(key));
    }
    stream(task.path("libraries"))
        .map(library -> library.path("jar").asText())
        .filter(jars::isMissing)
        .forEach(jar -> note("task %s runs %s, which is not there".formatted(key, jar)));
    String command = task.at("/spark_jar_task/parameters/0").asText();
    if (isOurs(task) && Arrays.stream(Task.values()).noneMatch(t -> t.label().equals(command))) {
      note("task %s begins with \"%s\", which is no task of Spendcast".formatted(key, command));
    }
    if (command.equals(Task.TRAIN.label()) && clusterOf(task).has("autoscale")) {
      note("task %s trains on a cluster that changes its size: give it num_workers".formatted(key));
    }
  }

  private static boolean isOurs(JsonNode task) {
    return task.at("/spark_jar_task/main_class_name").asText().startsWith("io.spendcast.");
  }

  private JsonNode clusterOf(JsonNode task) {
    return stream(job.path("job_clusters"))
        .filter(cluster -> cluster.path("job_cluster_key").equals(task.path("job_cluster_key")))
        .map(cluster -> cluster.path("new_cluster"))
        .findFirst()
        .orElse(task.path("new_cluster"));
  }

  private void cluster(JsonNode cluster) {
    String key = cluster.path("job_cluster_key").asText();
    JsonNode settings = cluster.path("new_cluster");
    if (stream(job.path("tasks"))
        .anyMatch(task -> isOurs(task) && task.path("job_cluster_key").asText().equals(key))) {
      ourCluster(key, settings);
    }
    if (cluster.has("libraries") || settings.has("libraries")) {
      note("cluster %s has libraries, which belong to the tasks".formatted(key));
    }
    if (isBrokenSingleNode(settings)) {
      note(
          "cluster %s has no workers: it wants spark.databricks.cluster.profile singleNode and"
                  .formatted(key)
              + " spark.master local[*] in spark_conf, and ResourceClass SingleNode in"
              + " custom_tags");
    }
    if (settings.at("/autoscale/min_workers").asLong()
        > settings.at("/autoscale/max_workers").asLong()) {
      note("cluster %s grows to fewer workers than it has at least".formatted(key));
    }
    if (settings.has("instance_pool_id") && settings.has("node_type_id")) {
      note("cluster %s takes its machines from a pool and names others".formatted(key));
    }
    for (String section : List.of("spark_env_vars", "spark_conf")) {
      texts(settings.path(section), "").forEach(text -> secret(key, text));
    }
  }

  private void ourCluster(String key, JsonNode settings) {
    String mode = settings.path("data_security_mode").asText();
    if (!List.of("SINGLE_USER", "DATA_SECURITY_MODE_DEDICATED").contains(mode)) {
      note("cluster %s must be dedicated: set data_security_mode to SINGLE_USER".formatted(key));
    }
    String runtime = settings.path("spark_version").asText();
    if (!runtime.startsWith("${") && !Runtimes.isSupported(runtime)) {
      note(
          "cluster %s has the runtime %s; use one of %s".formatted(key, runtime, Runtimes.names()));
    }
  }

  /** As the official command line sees it. */
  private static boolean isBrokenSingleNode(JsonNode settings) {
    JsonNode conf = settings.path("spark_conf");
    return settings.has("num_workers")
        && settings.path("num_workers").asLong(1) == 0
        && !settings.path("is_single_node").asBoolean()
        && settings.path("policy_id").asText().isEmpty()
        && !(conf.path("spark.databricks.cluster.profile").asText().equals("singleNode")
            && conf.path("spark.master").asText().startsWith("local")
            && settings.at("/custom_tags/ResourceClass").asText().equals("SingleNode"));
  }

  private void secret(String cluster, Text text) {
    if (SECRET.matcher(text.path()).matches() && !text.value().startsWith("{{secrets/")) {
      note(
          "cluster %s holds %s in clear: refer to it as {{secrets/SCOPE/KEY}}"
              .formatted(cluster, text.path().substring(1)));
    }
  }

  private void references(Text text) {
    Matcher reference = REFERENCE.matcher(text.value());
    while (reference.find()) {
      String name = reference.group(1);
      if (name.startsWith(PARAMETER) && !name.startsWith(PARAMETER + "[")) {
        requireDeclared(name.substring(PARAMETER.length()).replace("`", ""), text);
      } else if (name.startsWith("tasks.")) {
        requireTask(name.split("\\.", -1)[1].replace("`", ""), text);
      } else if (!KNOWN_REFERENCE.matcher(name).matches()) {
        note(
            "{{%s}} at %s is not a reference that the platform fills in"
                .formatted(name, text.path()));
      }
    }
  }

  private void requireDeclared(String parameter, Text text) {
    if (!names(job.path("parameters"), "name").contains(parameter)) {
      note("the job has no parameter %s, which %s refers to".formatted(parameter, text.path()));
    }
  }

  private void requireTask(String task, Text text) {
    if (!names(job.path("tasks"), TASK_KEY).contains(task)) {
      note("there is no task %s, which %s refers to".formatted(task, text.path()));
    }
  }

  private void places(Text text) {
    if (OLD_PATH.matcher(text.value()).find()) {
      note(
          "%s is in the DBFS root, which new workspaces do not have: use a volume"
              .formatted(text.path()));
    }
  }

  /** All texts with their paths, such as {@code /tasks/0/task_key}. */
  static List<Text> texts(JsonNode node, String path) {
    if (node.isValueNode()) {
      return List.of(new Text(path, node.asText()));
    }
    List<Text> texts = new ArrayList<>();
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> texts.addAll(texts(field.getValue(), path + "/" + field.getKey())));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      texts.addAll(texts(node.get(i), path + "/" + i));
    }
    return texts;
  }

  /** A value and where it stands. */
  record Text(String path, String value) {}
}
