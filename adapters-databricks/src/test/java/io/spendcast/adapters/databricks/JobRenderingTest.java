package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendcast.adapters.databricks.lint.BundleLint;
import io.spendcast.adapters.databricks.lint.LocalJars;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.Workflow.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JobRenderingTest {
  private static JsonNode rendered(Map<String, Object> cluster) {
    return rendering(Configs.JAR, cluster).settings(Workflow.STANDARD);
  }

  private static JobRendering rendering(String jar, Map<String, Object> cluster) {
    return new JobRendering(
        Configs.of(DatabricksConfig.Access.FOUND, "main", jar, cluster, Configs.WEEKLY));
  }

  @Test
  void is_the_job_that_was_reviewed() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("job.json")) {
      assertThat(rendered(Map.of()).toPrettyString())
          .isEqualTo(new ObjectMapper().readTree(golden).toPrettyString());
    }
  }

  @Test
  void has_the_graph_of_the_workflow() {
    JsonNode tasks = rendered(Map.of()).get("tasks");
    assertThat(tasks).hasSameSizeAs(Workflow.STANDARD.steps());
    for (int i = 0; i < tasks.size(); i++) {
      Step step = Workflow.STANDARD.steps().get(i);
      assertThat(tasks.get(i).at("/spark_jar_task/parameters/0").textValue())
          .isEqualTo(step.task().label());
      assertThat(tasks.get(i).get("task_key").textValue()).isEqualTo(step.task().label());
      assertThat(new TreeSet<>(tasks.get(i).findValuesAsText("task_key")))
          .isEqualTo(new TreeSet<>(labels(step)));
    }
  }

  /** The task and those before it. */
  private static List<String> labels(Step step) {
    Set<Task> tasks = new TreeSet<>(step.dependsOn());
    tasks.add(step.task());
    return tasks.stream().map(Task::label).toList();
  }

  @Test
  void trains_on_a_cluster_of_fixed_size() {
    JsonNode job = rendered(Map.of("autoscale", Map.of("min_workers", 1, "max_workers", 20)));
    assertThat(job.at("/tasks/2/job_cluster_key").textValue()).isEqualTo("training");
    assertThat(job.at("/job_clusters/0/new_cluster/autoscale/max_workers").intValue())
        .isEqualTo(20);
    assertThat(job.at("/job_clusters/1/new_cluster/num_workers").intValue()).isEqualTo(4);
    assertThat(job.at("/job_clusters/1/new_cluster").has("autoscale")).isFalse();
  }

  @Test
  void clusters_take_further_settings() {
    JsonNode job =
        rendered(Map.of("num_workers", "6", "spark_conf", Map.of("spark.speculation", "false")));
    for (JsonNode cluster : job.get("job_clusters")) {
      assertThat(cluster.at("/new_cluster/num_workers").intValue()).isEqualTo(6);
      assertThat(cluster.get("new_cluster").has("autoscale")).isFalse();
      assertThat(cluster.at("/new_cluster/spark_conf").get("spark.speculation").textValue())
          .isEqualTo("false");
    }
  }

  @Test
  void each_cluster_may_have_a_shape_of_its_own() {
    JsonNode job =
        rendered(
            Map.of(
                "spark_conf", Map.of("a", "1"),
                "data",
                    Map.of(
                        "autoscale", Map.of("min_workers", 4, "max_workers", 16),
                        "runtime_engine", "PHOTON",
                        "spark_conf", Map.of("b", "2")),
                "training", Map.of("num_workers", 8)));
    JsonNode data = job.at("/job_clusters/0/new_cluster");
    JsonNode training = job.at("/job_clusters/1/new_cluster");
    assertThat(data.at("/autoscale/max_workers").intValue()).isEqualTo(16);
    assertThat(data.path("runtime_engine").asText()).isEqualTo("PHOTON");
    assertThat(data.path("spark_conf").toString()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(training.path("num_workers").intValue()).isEqualTo(8);
    assertThat(training.has("runtime_engine")).isFalse();
    assertThat(data.path("spark_env_vars").size()).isEqualTo(2);
  }

  @Test
  void of_two_sizes_each_cluster_takes_its_own() {
    JsonNode job =
        rendered(
            Map.of("num_workers", 8, "autoscale", Map.of("min_workers", 4, "max_workers", 16)));
    assertThat(job.at("/job_clusters/0/new_cluster").has("num_workers")).isFalse();
    assertThat(job.at("/job_clusters/1/new_cluster/num_workers").intValue()).isEqualTo(8);
  }

  @Test
  void a_pool_brings_its_machines() {
    JsonNode job = rendered(Map.of("instance_pool_id", "pool-1"));
    assertThat(job.findValuesAsText("instance_pool_id")).hasSize(2);
    assertThat(job.findValue("node_type_id")).isNull();
  }

  @Test
  void a_cluster_that_is_there_is_used_as_it_is() {
    JsonNode job = rendered(Map.of("existing_cluster_id", "0923-1"));
    assertThat(job.findValuesAsText("existing_cluster_id"))
        .hasSameSizeAs(Workflow.STANDARD.steps())
        .containsOnly("0923-1");
    assertThat(job.has("job_clusters")).isFalse();
    JsonNode training = rendered(Map.of("training", Map.of("existing_cluster_id", "0923-2")));
    assertThat(training.findValuesAsText("existing_cluster_id")).containsExactly("0923-2");
    assertThat(training.path("job_clusters")).hasSize(1);
  }

  @Test
  void a_cluster_without_workers_says_that_it_is_one() {
    JsonNode job = rendered(Map.of("num_workers", 0));
    assertThat(job.at("/job_clusters/1/new_cluster/spark_conf").toString())
        .contains("singleNode", "local[*]");
    assertThat(BundleLint.problems(job.toString(), LocalJars.UNWRITTEN)).isEmpty();
  }

  @Test
  void what_differs_from_the_tasks_profile_goes_with_them() {
    DatabricksConfig.Tasks tasks =
        new DatabricksConfig.Tasks(
            "databricks",
            "/Volumes/a/b/c/own.yaml",
            "forecast.horizon-days: 30\n",
            "a.b",
            "2002-01-01",
            Configs.TASKS.names());
    JobRendering rendering = new JobRendering(Configs.of("spendcast", tasks, Map.of()));
    String parameters =
        rendering.settings(Workflow.STANDARD).at("/tasks/3/spark_jar_task/parameters").toString();
    assertThat(parameters)
        .containsSubsequence(
            "--config\",\"/Volumes/a/b/c/own.yaml",
            "--config\",\"/Volumes/main/spendcast/artifacts/settings/spendcast-settings-");
    assertThat(rendering.values())
        .containsEntry("as_of", "2002-01-01")
        .containsEntry("source", "a.b");
  }

  @Test
  void a_trigger_takes_the_place_of_the_schedule() {
    DatabricksConfig.Operation operation =
        new DatabricksConfig.Operation(
            new DatabricksConfig.Start(
                "0 30 2 ? * MON", "UTC", Map.of("file_arrival", Map.of("url", "/Volumes/a/b/c/"))),
            "jane@example.com",
            List.of(),
            new DatabricksConfig.Limits(0, 1, 2, 3),
            DatabricksConfig.Hosts.FOUND);
    JsonNode job =
        new JobRendering(
                Configs.of(DatabricksConfig.Access.FOUND, "main", Configs.JAR, Map.of(), operation))
            .settings(Workflow.STANDARD);
    assertThat(job.has("schedule")).isFalse();
    assertThat(job.at("/trigger/file_arrival/url").asText()).isEqualTo("/Volumes/a/b/c/");
    assertThat(job.at("/trigger/pause_status").asText()).isEqualTo("PAUSED");
    assertThat(job.at("/run_as/user_name").asText()).isEqualTo("jane@example.com");
    assertThat(job.path("timeout_seconds").intValue()).isEqualTo(7200);
    assertThat(job.at("/tasks/0/max_retries").intValue()).isZero();
  }

  @Test
  void a_change_of_the_settings_changes_the_tag() {
    String tag = "/tags/spendcast_definition";
    assertThat(rendered(Map.of("policy_id", "A1")).at(tag))
        .isNotEqualTo(rendered(Map.of()).at(tag));
    assertThat(rendered(Map.of()).at(tag)).isEqualTo(rendered(Map.of()).at(tag));
  }

  @Test
  void settings_that_do_not_exist_or_do_not_fit_are_refused_by_name() {
    assertRefused(Map.of("num_wokers", 4), "num_wokers");
    assertRefused(Map.of("num_workers", "many"), "num_workers");
    assertRefused(Map.of("data_security_mode", "NONE"), "data_security_mode");
    assertRefused(Map.of("autoscale", Map.of("min_workers", 8, "max_workers", 2)), "autoscale");
    assertRefused(
        Map.of("training", Map.of("autoscale", Map.of("min_workers", 1, "max_workers", 2))),
        "training.autoscale");
    assertRefused(Map.of("data", Map.of("num_wokers", 4)), "data.num_wokers");
    assertRefused(Map.of("training", "large"), "training");
  }

  @Test
  void a_value_is_not_shown() {
    SpendcastException failure = assertRefused(Map.of("num_workers", "s3cret"), "num_workers");
    assertThat(failure.getMessage()).doesNotContain("s3cret");
  }

  private static SpendcastException assertRefused(Map<String, Object> cluster, String name) {
    SpendcastException failure =
        catchThrowableOfType(SpendcastException.class, () -> rendered(cluster));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure.problem()).startsWith("Cannot ").contains("databricks.cluster." + name);
    return failure;
  }

  @Test
  void a_job_without_a_jar_is_refused() {
    SpendcastException failure =
        catchThrowableOfType(
            SpendcastException.class, () -> rendering(" ", Map.of()).settings(Workflow.STANDARD));
    assertThat(failure.kind()).isEqualTo(Kind.INVALID);
    assertThat(failure.hint()).contains("/Volumes/");
  }
}
