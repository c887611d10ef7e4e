package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Failure;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Removal;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import io.spendcast.testkit.WorkflowDeployerContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabricksWorkflowDeployerTest extends WorkflowDeployerContract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<DatabricksConfig.Access, Workspace> workspaces = new HashMap<>();
  @TempDir private Path directory;
  private WorkspaceServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WorkspaceServer();
    server.add(
        call ->
            Optional.of(call)
                .filter(asked -> asked.is("GET", "/api/2.0/preview/scim/v2/Me"))
                .map(
                    asked ->
                        WorkspaceServer.Reply.json(
                            JSON.createObjectNode().put("userName", "me@example.com"))));
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
    server.jobs.add(JSON.createObjectNode().put("name", "spendcast"));
  }

  private WorkflowDeployer deployer(String host, String catalog) {
    return deployer(Configs.at(host, catalog, Configs.JAR));
  }

  private WorkflowDeployer deployer(DatabricksConfig config) {
    return new DatabricksWorkflowDeployer(
        config,
        workspaces.computeIfAbsent(
            config.access(), access -> new Workspace(config.entry(), attempt -> {})));
  }

  private WorkflowDeployer deployerOf(String jar) {
    return deployer(Configs.at(server.host(), "main", jar));
  }

  private String jar(String content) throws IOException {
    return Files.writeString(directory.resolve("any.jar"), content).toString();
  }

  @Test
  void what_people_and_the_platform_added_is_no_difference_and_survives() {
    long job = deployer().deploy(Workflow.STANDARD).jobId().orElseThrow();
    server
        .jobs
        .settings(job)
        .putObject("trigger")
        .putObject("periodic")
        .put("interval", 1)
        .put("unit", "DAYS");
    assertThat(deployer().preview(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
    Deployment update = deployer(server.host(), "other").deploy(Workflow.STANDARD);
    assertThat(update.change()).isEqualTo(Change.UPDATE);
    assertThat(server.jobs.settings(job).at("/trigger/periodic/unit").textValue())
        .isEqualTo("DAYS");
    assertThat(server.jobs.settings(job).at("/parameters/1/default").textValue())
        .isEqualTo("other");
  }

  /** Fields that no SDK of ours knows yet are among them. */
  @Test
  void what_people_added_by_hand_survives_an_update() throws IOException {
    long job = deployer(weekly()).deploy(Workflow.STANDARD).jobId().orElseThrow();
    ObjectNode settings = server.jobs.settings(job);
    ((ObjectNode) settings.get("tags")).put("cost_center", "4711");
    ((ObjectNode) settings.get("email_notifications")).putArray("on_success").add("x@y.z");
    settings.put("description", "ours");
    settings.putArray("triggers").addObject().putObject("table_update").put("a", "b");
    ((ObjectNode) settings.at("/tasks/0")).put("description", "reads");
    ((ObjectNode) settings.at("/job_clusters/0/new_cluster")).put("enable_elastic_disk", true);
    assertThat(deployer(weekly()).preview(Workflow.STANDARD).differences()).isEmpty();
    settings.put("max_concurrent_runs", 3);
    assertThat(deployer(weekly()).deploy(Workflow.STANDARD).differences())
        .containsExactly("~ max_concurrent_runs: 3 → 1");
    ObjectNode after = server.jobs.settings(job);
    assertThat(after.at("/tags/cost_center").asText()).isEqualTo("4711");
    assertThat(after.at("/email_notifications/on_success/0").asText()).isEqualTo("x@y.z");
    assertThat(after.at("/email_notifications/on_failure/0").asText()).isEqualTo("ml@example.com");
    assertThat(after.at("/triggers/0/table_update/a").asText()).isEqualTo("b");
    assertThat(after.path("description").asText()).isEqualTo("ours");
    assertThat(after.at("/tasks/0/description").asText()).isEqualTo("reads");
  }

  @Test
  void what_is_removed_from_the_settings_leaves_the_job_and_is_shown() {
    long job = deployer(weekly()).deploy(Workflow.STANDARD).jobId().orElseThrow();
    ((ObjectNode) server.jobs.settings(job).get("email_notifications"))
        .putArray("on_success")
        .add("x@y.z");
    Deployment update = deployer().deploy(Workflow.STANDARD);
    assertThat(update.differences())
        .contains("- schedule", "- email_notifications.on_failure")
        .contains("- run_as.service_principal_name", "+ run_as.user_name: me@example.com");
    ObjectNode after = server.jobs.settings(job);
    assertThat(after.has("schedule")).isFalse();
    assertThat(after.at("/run_as/user_name").asText()).isEqualTo("me@example.com");
    assertThat(after.path("email_notifications").fieldNames())
        .toIterable()
        .containsExactly("on_success");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployment", "edit_mode"})
  void a_job_that_a_bundle_owns_is_not_taken_over(String how) {
    ObjectNode owned = new JobRendering(Configs.at("")).settings(Workflow.STANDARD);
    if (how.equals("edit_mode")) {
      owned.put("edit_mode", "UI_LOCKED");
    } else {
      owned.putObject("deployment").put("kind", "BUNDLE");
    }
    server.jobs.add(owned);
    assertThat(assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD)).problem())
        .contains("a bundle owns");
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void settings_for_the_tasks_are_uploaded_before_the_job_names_them() {
    DatabricksConfig.Tasks tasks =
        new DatabricksConfig.Tasks(
            "databricks", "", "a: 1\n", "s.t", "latest", Configs.TASKS.names());
    DatabricksConfig config =
        Configs.of(
            Configs.at(server.host()).access(),
            "main",
            new DatabricksConfig.Job(
                "spendcast", Configs.JAR, tasks, Configs.at("").job().compute(), Configs.PLAIN));
    Deployment deployment = deployer(config).deploy(Workflow.STANDARD);
    assertThat(server.files.all()).hasSize(1);
    assertThat(server.files.all().firstEntry().getValue()).asString().isEqualTo("a: 1\n");
    assertThat(deployment.definition()).contains(server.files.all().firstKey());
    assertThat(server.changes()).last().isEqualTo("POST /api/2.2/jobs/create");
  }

  /** As the platform's own test server does it. */
  @Test
  void a_platform_that_keeps_the_length_of_files_to_itself_is_believed() throws IOException {
    server.files.hideLength();
    deployerOf(jar("one")).deploy(Workflow.STANDARD);
    assertThat(server.files.all().firstEntry().getValue()).asString().isEqualTo("one");
  }

  private DatabricksConfig weekly() {
    return Configs.of(
        Configs.at(server.host()).access(), "main", Configs.JAR, Map.of(), Configs.WEEKLY);
  }

  @Test
  void a_setting_of_ours_that_somebody_changed_is_set_again() {
    long job = deployer().deploy(Workflow.STANDARD).jobId().orElseThrow();
    server.jobs.settings(job).put("max_concurrent_runs", 5);
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.UPDATE);
    assertThat(server.jobs.settings(job).get("max_concurrent_runs").intValue()).isEqualTo(1);
  }

  @Test
  void a_preview_sends_no_change() {
    deployer().preview(Workflow.STANDARD);
    assertThat(server.changes()).isEmpty();
    assertThat(server.jobs.size()).isZero();
  }

  @Test
  void two_jobs_of_ours_are_a_conflict() {
    ObjectNode ours = new JobRendering(Configs.at("")).settings(Workflow.STANDARD);
    server.jobs.add(ours);
    server.jobs.add(ours.deepCopy());
    assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void a_name_in_another_case_is_another_name() {
    server.jobs.add(JSON.createObjectNode().put("name", "Spendcast"));
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @Test
  void a_missing_right_is_named() {
    server.fail("POST .*/create", Failure.FORBIDDEN);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(failure.problem()).contains("not allowed");
    assertThat(failure.hint()).contains("right to create jobs");
  }

  @Test
  void a_create_whose_answer_is_lost_has_an_unknown_outcome_and_is_sent_once() {
    server.fail("POST .*/create", Failure.CUT_AFTER);
    assertFails(Kind.OUTCOME_UNKNOWN, () -> deployer().deploy(Workflow.STANDARD));
    assertThat(server.changes()).containsExactly("POST /api/2.2/jobs/create");
    server.heal();
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
  }

  @Test
  void a_create_that_meets_a_busy_workspace_has_an_unknown_outcome() {
    server.fail("POST .*/create", Failure.BUSY);
    assertFails(Kind.OUTCOME_UNKNOWN, () -> deployer().deploy(Workflow.STANDARD));
  }

  @Test
  void a_question_whose_answer_is_lost_changed_nothing() {
    server.fail("GET .*/list", Failure.CUT_AFTER);
    assertFails(Kind.UNAVAILABLE, () -> deployer().preview(Workflow.STANDARD));
  }

  @Test
  void rendering_needs_no_workspace() {
    assertThat(deployer("", "main").render(Workflow.STANDARD).definitions())
        .containsOnlyKeys("spendcast-job.json", "databricks.yml");
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
        Configs.of(
            new DatabricksConfig.Access(server.host(), "", ""),
            "main",
            Configs.JAR,
            Map.of(),
            Configs.PLAIN);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployer(anonymous).preview(Workflow.STANDARD));
    assertThat(failure.hint()).contains("DATABRICKS_TOKEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://dbc-1234.cloud.databricks.com", "ftp://localhost"})
  void a_token_does_not_travel_in_clear(String host) {
    assertFails(Kind.INVALID, () -> deployer(host, "main").deploy(Workflow.STANDARD));
  }

  @Test
  void the_token_is_never_shown() {
    assertThat(Configs.at(server.host()).toString()).doesNotContain(WorkspaceServer.TOKEN);
    deployer().deploy(Workflow.STANDARD);
    assertThat(deployer().render(Workflow.STANDARD).toString() + server.jobs.settings(100))
        .doesNotContain(WorkspaceServer.TOKEN);
  }

  @Test
  void a_schedule_that_somebody_resumed_stays_so() {
    DatabricksConfig weekly =
        Configs.of(
            Configs.at(server.host()).access(), "main", Configs.JAR, Map.of(), Configs.WEEKLY);
    long job = deployer(weekly).deploy(Workflow.STANDARD).jobId().orElseThrow();
    ObjectNode schedule = (ObjectNode) server.jobs.settings(job).get("schedule");
    assertThat(schedule.get("pause_status").textValue()).isEqualTo("PAUSED");
    schedule.put("pause_status", "UNPAUSED");
    assertThat(deployer(weekly).deploy(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
    server.jobs.settings(job).put("max_concurrent_runs", 3);
    Deployment update = deployer(weekly).deploy(Workflow.STANDARD);
    assertThat(update.differences()).containsExactly("~ max_concurrent_runs: 3 → 1");
    assertThat(server.jobs.settings(job).at("/schedule/pause_status").textValue())
        .isEqualTo("UNPAUSED");
  }

  @Test
  void the_differences_show_no_value_that_may_be_secret() {
    deployer().deploy(Workflow.STANDARD);
    DatabricksConfig other =
        Configs.of(
            Configs.at(server.host()).access(),
            "main",
            Configs.JAR,
            Map.of("spark_conf", Map.of("spark.speculation", "hush")),
            Configs.PLAIN);
    assertThat(deployer(other).preview(Workflow.STANDARD).differences().toString())
        .contains("job_clusters[data].new_cluster.spark_conf")
        .doesNotContain("hush");
  }

  @Test
  void the_page_of_the_job_is_reported() {
    Deployment deployment = deployer().deploy(Workflow.STANDARD);
    assertThat(deployment.page()).hasToString("Optional[%s/jobs/100]".formatted(server.host()));
  }

  @Test
  void the_jar_is_uploaded_under_a_name_that_says_its_content() throws IOException {
    Deployment first = deployerOf(jar("one")).deploy(Workflow.STANDARD);
    assertThat(server.files.all()).hasSize(1);
    String path = server.files.all().firstKey();
    assertThat(path).matches("/Volumes/main/spendcast/artifacts/jars/spendcast-[0-9a-f]{16}.jar");
    assertThat(server.files.all().get(path)).asString().isEqualTo("one");
    assertThat(first.definition()).contains(path);
    deployerOf(jar("one")).deploy(Workflow.STANDARD);
    assertThat(sent()).hasSize(1);
    Deployment second = deployerOf(jar("two")).deploy(Workflow.STANDARD);
    assertThat(second.change()).isEqualTo(Change.UPDATE);
    assertThat(server.files.all()).hasSize(2);
  }

  @Test
  void a_preview_uploads_nothing() throws IOException {
    deployerOf(jar("one")).preview(Workflow.STANDARD);
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void a_busy_workspace_gets_the_whole_jar_after_all() throws IOException {
    server.fail("PUT .*", Failure.TOO_MANY, 2);
    deployerOf(jar("whole")).deploy(Workflow.STANDARD);
    assertThat(server.files.all().firstEntry().getValue()).asString().isEqualTo("whole");
  }

  @Test
  void a_jar_that_arrives_half_makes_no_job_and_is_uploaded_again() throws IOException {
    server.files.loseBytes(true);
    assertFails(Kind.UNAVAILABLE, () -> deployerOf(jar("content")).deploy(Workflow.STANDARD));
    assertThat(server.jobs.size()).isZero();
    server.files.loseBytes(false);
    deployerOf(jar("content")).deploy(Workflow.STANDARD);
    assertThat(server.files.all().firstEntry().getValue()).asString().isEqualTo("content");
  }

  @Test
  void a_cut_between_upload_and_reset_leaves_the_old_job_until_it_is_deployed_again()
      throws IOException {
    deployerOf(jar("one")).deploy(Workflow.STANDARD);
    String before = server.jobs.settings(100).toString();
    server.fail("POST .*/reset", Failure.CUT_BEFORE);
    assertFails(Kind.OUTCOME_UNKNOWN, () -> deployerOf(jar("two")).deploy(Workflow.STANDARD));
    assertThat(server.jobs.settings(100)).hasToString(before);
    server.heal();
    assertThat(deployerOf(jar("two")).deploy(Workflow.STANDARD).change()).isEqualTo(Change.UPDATE);
    assertThat(sent()).hasSize(2);
  }

  @Test
  void undeploying_removes_the_job_and_its_files_of_now_and_earlier_and_nothing_else()
      throws IOException {
    deployer(tasks("other", jar("one"), "a: 1\n")).deploy(Workflow.STANDARD);
    deployer(tasks("other-job", jar("one"), "a: 1\n")).deploy(Workflow.STANDARD);
    WorkflowDeployer deployer = deployer(tasks("other", jar("two"), "a: 2\n"));
    deployer.deploy(Workflow.STANDARD);
    assertThat(server.files.all()).hasSize(6);
    Removal removable = deployer.removable();
    assertThat(removable.files()).hasSize(4);
    assertThat(deployer.undeploy()).isEqualTo(removable);
    assertThat(server.jobs.size()).isEqualTo(1);
    assertThat(server.files.all().keySet())
        .hasSize(2)
        .allMatch(path -> path.contains("/other-job-"));
    assertThat(server.changes())
        .filteredOn(call -> call.startsWith("DELETE") || call.endsWith("jobs/delete"))
        .hasSize(5)
        .allMatch(call -> call.matches(".*(jobs/delete|/(jars|settings)/other-[^/]*)"));
  }

  private DatabricksConfig tasks(String job, String jar, String settings) {
    DatabricksConfig.Tasks tasks =
        new DatabricksConfig.Tasks(
            "databricks", "", settings, "s.t", "latest", Configs.TASKS.names());
    DatabricksConfig.Compute compute = Configs.at("").job().compute();
    return Configs.of(
        Configs.at(server.host()).access(),
        "main",
        new DatabricksConfig.Job(job, jar, tasks, compute, Configs.PLAIN));
  }

  @Test
  void a_removal_that_was_cut_is_ended_by_the_next() throws IOException {
    deployerOf(jar("one")).deploy(Workflow.STANDARD);
    server.fail("DELETE .*", Failure.CUT_BEFORE);
    assertFails(Kind.UNAVAILABLE, () -> deployerOf(jar("one")).undeploy());
    assertThat(server.jobs.size()).isZero();
    server.heal();
    assertThat(deployerOf(jar("one")).undeploy().jobId()).isEmpty();
    assertThat(server.files.all()).isEmpty();
  }

  @Test
  void a_job_that_is_at_work_is_not_removed() throws IOException {
    long job = deployerOf(jar("one")).deploy(Workflow.STANDARD).jobId().orElseThrow();
    DatabricksConfig config = Configs.at(server.host());
    DatabricksWorkflowRuns runs =
        new DatabricksWorkflowRuns(new Workspace(config.entry()), new JobRendering(config));
    long run = runs.start(job, "a").id();
    assertThat(assertFails(Kind.CONFLICT, () -> deployerOf(jar("one")).undeploy()).problem())
        .contains(Long.toString(run));
    assertThat(server.jobs.size()).isEqualTo(1);
    server.jobs.finish(run, Map.of());
    deployerOf(jar("one")).undeploy();
    assertThat(server.jobs.size()).isZero();
  }

  @Test
  void a_job_that_a_bundle_owns_is_not_removed() {
    ObjectNode owned = new JobRendering(Configs.at("")).settings(Workflow.STANDARD);
    owned.putObject("deployment").put("kind", "BUNDLE");
    server.jobs.add(owned);
    assertFails(Kind.CONFLICT, () -> deployer().undeploy());
    assertThat(server.changes()).isEmpty();
  }

  @Test
  void rights_that_cannot_be_given_are_reported_with_the_deployment() {
    Deployment deployment = deployer(weekly()).deploy(Workflow.STANDARD);
    assertThat(deployment.rights().granted()).isEmpty();
    assertThat(deployment.rights().missing())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("GRANT USE CATALOG ON CATALOG main TO"));
  }

  private List<String> sent() {
    return server.changes().stream()
        .filter(call -> call.startsWith("PUT /api/2.0/fs/files"))
        .toList();
  }

  @Test
  void a_missing_right_on_the_volume_is_named() throws IOException {
    server.fail("PUT .*", Failure.FORBIDDEN);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployerOf(jar("one")).deploy(Workflow.STANDARD));
    assertThat(failure.hint()).contains("WRITE VOLUME");
    assertThat(server.jobs.size()).isZero();
  }

  @Test
  void a_catalog_that_does_not_exist_is_named() throws IOException {
    server.files.miss("/Volumes/main", "Catalog 'main' does not exist.");
    SpendcastException failure =
        assertFails(Kind.NOT_FOUND, () -> deployerOf(jar("one")).deploy(Workflow.STANDARD));
    assertThat(failure.problem()).contains("Catalog 'main'");
    assertThat(failure.hint()).contains("databricks.catalog");
  }

  @Test
  void an_expired_token_is_reported() {
    server.fail(".*", Failure.EXPIRED);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployer().preview(Workflow.STANDARD));
    assertThat(failure.problem()).contains("expired");
    assertThat(failure.hint()).contains("credentials");
  }

  @Test
  void a_workspace_that_stays_busy_is_unavailable() {
    server.fail("GET .*", Failure.TOO_MANY);
    assertFails(Kind.UNAVAILABLE, () -> deployer().preview(Workflow.STANDARD));
  }

  @Test
  void a_jar_larger_than_a_volume_takes_is_refused_before_it_is_sent() throws IOException {
    Path large = directory.resolve("large.jar");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(DeployableJar.LARGEST_BYTES + 1);
    }
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> deployerOf(large.toString()).deploy(Workflow.STANDARD));
    assertThat(failure.problem()).contains("5 GiB");
    assertThat(server.calls()).isEmpty();
  }

  private static SpendcastException assertFails(Kind kind, ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.getMessage()).startsWith("Cannot ").doesNotContain(WorkspaceServer.TOKEN);
    return failure;
  }
}
