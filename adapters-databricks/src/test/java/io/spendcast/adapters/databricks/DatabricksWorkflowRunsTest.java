package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Failure;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.WorkflowRuns;
import io.spendcast.testkit.WorkflowRunsContract;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabricksWorkflowRunsTest extends WorkflowRunsContract {
  private WorkspaceServer server;
  private Workspace workspace;
  private long job;

  @BeforeEach
  void start() throws IOException {
    server = new WorkspaceServer();
    workspace = new Workspace(Configs.entry(server.host()), attempt -> {});
    ObjectNode settings = new ObjectMapper().createObjectNode().put("name", "spendcast");
    ArrayNode tasks = settings.putArray("tasks");
    tasks.addObject().put("task_key", "ingest");
    tasks.addObject().put("task_key", "train").putArray("depends_on");
    job = server.jobs.add(settings);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected WorkflowRuns runs() {
    return new DatabricksWorkflowRuns(
        workspace,
        new JobRendering(
            Configs.of(Configs.at("").access(), "main", Configs.JAR, Map.of(), Configs.WEEKLY)));
  }

  @Override
  protected long job() {
    return job;
  }

  @Override
  protected void finish(long runId, String failureOfTrain) {
    server.jobs.finish(runId, Map.of("train", failureOfTrain));
  }

  @Test
  void a_start_whose_answer_is_lost_can_be_sent_again() {
    server.fail("POST .*/run-now", Failure.CUT_AFTER, 1);
    assertThatThrownBy(() -> runs().start(job, "a"))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.OUTCOME_UNKNOWN));
    assertThat(runs().start(job, "a").id()).isEqualTo(9000);
  }

  @Test
  void a_run_is_started_with_the_values_of_the_settings() {
    long run = runs().start(job, "key").id();
    assertThat(server.jobs.parameters(run).path("as_of").asText()).isEqualTo("latest");
    assertThat(server.jobs.parameters(run).path("catalog").asText()).isEqualTo("main");
  }

  @Test
  void a_check_calls_doctor_on_each_cluster_as_the_job_would_run() {
    JsonNode run = server.jobs.submitted(runs().check("key").id());
    assertThat(run.path("tasks")).hasSize(2);
    assertThat(run.at("/tasks/0/task_key").asText()).isEqualTo("doctor-data");
    assertThat(run.at("/tasks/0/new_cluster/autoscale/max_workers").asInt()).isEqualTo(8);
    assertThat(run.at("/tasks/1/task_key").asText()).isEqualTo("doctor-training");
    assertThat(run.at("/tasks/1/new_cluster/num_workers").asInt()).isEqualTo(4);
    assertThat(run.at("/tasks/1/libraries/0/jar").asText()).isEqualTo(Configs.JAR);
    assertThat(run.at("/run_as/service_principal_name").asText()).isEqualTo(Configs.WEEKLY.runAs());
    assertThat(run.at("/tasks/0/spark_jar_task/parameters/0").asText()).isEqualTo("doctor");
    assertThat(run.at("/tasks/0/spark_jar_task/parameters").toString())
        .contains("databricks.catalog=main", "databricks.host=" + server.host())
        .doesNotContain("--run-id", "{{");
  }

  @Test
  void people_can_look_at_the_run() {
    assertThat(runs().start(job, "a").page())
        .hasToString("Optional[https://dbc.example.com/jobs/%s/runs/9000]".formatted(job));
  }
}
