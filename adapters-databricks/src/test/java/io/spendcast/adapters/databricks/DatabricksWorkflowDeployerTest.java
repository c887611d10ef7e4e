package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.JobsServer.Failure;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import io.spendcast.testkit.WorkflowDeployerContract;
import java.io.IOException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabricksWorkflowDeployerTest extends WorkflowDeployerContract {
  private static final String TOKEN = "dapi-very-secret";
  private static final ObjectMapper JSON = new ObjectMapper();

  private JobsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new JobsServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected WorkflowDeployer deployer() {
    return deployer(server.host(), "main");
  }

  @Override
  protected void aForeignJobTakesTheName() {
    server.add(JSON.createObjectNode().put("name", "spendcast"));
  }

  private static WorkflowDeployer deployer(String host, String catalog) {
    return DatabricksAdapters.open(config(host, catalog)).deployer();
  }

  private static DatabricksConfig config(String host, String catalog) {
    return new DatabricksConfig(
        host,
        TOKEN,
        catalog,
        "spendcast",
        "/Volumes/main/ops/jars/spendcast.jar",
        "i3.xlarge",
        DatabricksConfig.DEFAULT_SPARK_VERSION,
        "spendcast",
        Map.of());
  }

  @Test
  void what_people_and_the_platform_added_is_no_difference_and_survives() {
    long job = deployer().deploy(Workflow.STANDARD).jobId().orElseThrow();
    server.settings(job).putObject("schedule").put("quartz_cron_expression", "0 30 2 ? * MON");
    assertThat(deployer().preview(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
    Deployment update = deployer(server.host(), "other").deploy(Workflow.STANDARD);
    assertThat(update.change()).isEqualTo(Change.UPDATE);
    assertThat(server.settings(job).at("/schedule/quartz_cron_expression").textValue())
        .isEqualTo("0 30 2 ? * MON");
    assertThat(server.settings(job).at("/parameters/0/default").textValue()).isEqualTo("other");
  }

  @Test
  void a_setting_of_ours_that_somebody_changed_is_set_again() {
    long job = deployer().deploy(Workflow.STANDARD).jobId().orElseThrow();
    server.settings(job).put("max_concurrent_runs", 5);
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.UPDATE);
    assertThat(server.settings(job).get("max_concurrent_runs").intValue()).isEqualTo(1);
  }

  @Test
  void a_preview_sends_no_change() {
    deployer().preview(Workflow.STANDARD);
    assertThat(server.changes()).isEmpty();
    assertThat(server.size()).isZero();
  }

  @Test
  void two_jobs_of_ours_are_a_conflict() {
    ObjectNode ours = new JobRendering(config("", "main")).settings(Workflow.STANDARD);
    server.add(ours);
    server.add(ours.deepCopy());
    assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void a_name_in_another_case_is_another_name() {
    server.add(JSON.createObjectNode().put("name", "Spendcast"));
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @Test
  void a_missing_right_is_named() {
    server.fail("create", Failure.FORBIDDEN);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(failure.problem()).contains("not allowed to create jobs");
    assertThat(failure.hint()).contains("right to create jobs");
  }

  @Test
  void a_create_whose_answer_is_lost_has_an_unknown_outcome_and_is_sent_once() {
    server.fail("create", Failure.CUT);
    assertFails(Kind.OUTCOME_UNKNOWN, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(server.changes()).containsExactly("create");
    server.fail("", Failure.NONE);
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
  }

  @Test
  void a_create_that_meets_a_busy_workspace_has_an_unknown_outcome() {
    server.fail("create", Failure.BUSY);
    assertFails(Kind.OUTCOME_UNKNOWN, () -> deployer().deploy(Workflow.STANDARD));
  }

  @Test
  void a_question_whose_answer_is_lost_changed_nothing() {
    server.fail("list", Failure.CUT);
    assertFails(Kind.UNAVAILABLE, () -> deployer().preview(Workflow.STANDARD));
  }

  @Test
  void rendering_needs_no_workspace() {
    assertThat(deployer("", "main").render(Workflow.STANDARD)).contains("ingest");
  }

  @Test
  void a_workspace_without_an_address_is_refused() {
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployer("", "main").preview(Workflow.STANDARD));
    assertThat(failure.hint()).contains("databricks.host");
  }

  @Test
  void a_workspace_without_credentials_is_refused() {
    DatabricksConfig anonymous =
        new DatabricksConfig(server.host(), "", "main", "s", "/x.jar", "", "17", "job", Map.of());
    SpendcastException failure =
        assertFails(
            Kind.INVALID,
            () -> DatabricksAdapters.open(anonymous).deployer().preview(Workflow.STANDARD));
    assertThat(failure.hint()).contains("DATABRICKS_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://dbc-1234.cloud.databricks.com", "ftp://localhost"})
  void a_token_does_not_travel_in_clear(String host) {
    assertFails(Kind.INVALID, () -> deployer(host, "main").deploy(Workflow.STANDARD));
  }

  @Test
  void the_token_is_never_shown() {
    assertThat(config(server.host(), "main").toString()).doesNotContain(TOKEN);
    assertThat(deployer().render(Workflow.STANDARD)).doesNotContain(TOKEN);
  }

  private static SpendcastException assertFails(Kind kind, ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.getMessage()).startsWith("Cannot ").doesNotContain(TOKEN);
    return failure;
  }
}
