package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
