package io.spendcast.adapters.databricks.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.databricks.ScriptedWorkspace;
import io.spendcast.adapters.databricks.rights.Securable;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.testkit.PreflightContract;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkspacePreflightTest extends PreflightContract {
  private static final String TOKEN = "dapi-secret";
  private static final String CATALOG = "2.1/unity-catalog/";
  private static final String GRANTS = CATALOG + "effective-permissions/";

  private ScriptedWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    workspace =
        new ScriptedWorkspace()
            .answer("2.0/preview/scim/v2/Me", "{\"userName\": \"me@example.com\"}")
            .answer(
                "2.1/clusters/spark-versions",
                """
                {"versions": [{"key": "17.3.x-scala2.13", "name": "17.3 LTS"},
                 {"key": "18.0.x-cpu-ml-scala2.13", "name": "18 ML"},
                 {"key": "16.4.x-scala2.12", "name": "16.4"}]}\
                """)
            .answer(CATALOG + "catalogs/main", "{\"name\": \"main\", \"owner\": \"admins\"}")
            .answer(GRANTS + "catalog/main", grants("account users", "USE_CATALOG"))
            .answer(CATALOG + "schemas/main.spendcast", "{\"owner\": \"me@example.com\"}")
            .answer(CATALOG + "volumes/main.spendcast.lake", "{\"owner\": \"admins\"}")
            .answer(
                GRANTS + "volume/main.spendcast.lake",
                grants("me@example.com", "READ_VOLUME", "WRITE_VOLUME"))
            .answer(CATALOG + "tables/samples.tpcds_sf1.item", "{\"owner\": \"me@example.com\"}")
            .answer("2.0/workspace/get-status", "{\"object_type\": \"DIRECTORY\"}")
            .answer(
                "2.1/clusters/list-node-types",
                """
                {"node_types": [{"node_type_id": "m5d.large", "memory_mb": 8192},
                 {"node_type_id": "i3.xlarge", "memory_mb": 31232}]}\
                """)
            .answer(
                "2.0/secrets/list",
                "{\"secrets\": [{\"key\": \"client-id\"}, {\"key\": \"client-secret\"}]}");
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Override
  protected Preflight sound() {
    return preflight(workspace.address());
  }

  @Override
  protected Preflight broken() {
    // Nobody listens on the discard port.
    return preflight("http://127.0.0.1:9");
  }

  @Test
  void only_looks() {
    sound().findings();
    assertThat(workspace.asked()).isNotEmpty().allMatch(call -> call.startsWith("GET "));
  }

  @Test
  void a_workspace_that_nobody_answers_for_is_unavailable_and_asked_for_nothing_more() {
    assertThat(broken().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.health()).isEqualTo(Health.UNAVAILABLE));
  }

  @Test
  void an_expired_token_is_a_failure_that_never_shows_the_token() {
    workspace.refuse("2.0/preview/scim/v2/Me", 401, "UNAUTHENTICATED");
    assertThat(sound().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.health()).isEqualTo(Health.FAIL))
        .satisfies(finding -> assertThat(finding.toString()).doesNotContain(TOKEN));
  }

  @ParameterizedTest
  @CsvSource({
    "catalogs/main, 404, CATALOG_DOES_NOT_EXIST, catalog main, Create it",
    "schemas/main.spendcast, 404, SCHEMA_DOES_NOT_EXIST, schema main.spendcast, Create it",
    "schemas/main.spendcast, 403, PERMISSION_DENIED, schema main.spendcast, 'CREATE MODEL, CREATE"
        + " TABLE, MODIFY, SELECT, USE SCHEMA ON'",
    "volumes/main.spendcast.lake, 403, PERMISSION_DENIED, volume main.spendcast.lake, 'READ VOLUME,"
        + " WRITE VOLUME ON'",
  })
  void what_is_not_there_or_not_allowed_fails_by_its_name(
      String path, int status, String code, String what, String advice) {
    workspace.refuse(CATALOG + path, status, code);
    Finding finding = finding(what);
    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.advice()).contains("Cannot look at " + what, "refused here", advice);
  }

  @Test
  void a_missing_privilege_comes_with_the_statement_that_grants_it() {
    workspace
        .answer(CATALOG + "schemas/main.spendcast", "{\"owner\": \"admins\"}")
        .answer(
            GRANTS + "schema/main.spendcast",
            grants("me@example.com", "USE_SCHEMA", "SELECT", "MODIFY"));
    Finding finding = finding("schema main.spendcast");
    assertThat(finding.health()).isEqualTo(Health.WARN);
    assertThat(finding.advice())
        .contains("GRANT CREATE MODEL, CREATE TABLE ON SCHEMA main.spendcast TO `me@example.com`.");
  }

  @Test
  void grants_that_cannot_be_seen_are_named_to_make_sure_of() {
    workspace.refuse(GRANTS + "catalog/main", 403, "PERMISSION_DENIED");
    Finding finding = finding("catalog main");
    assertThat(finding.health()).isEqualTo(Health.WARN);
    assertThat(finding.advice()).contains("refused here", "GRANT USE CATALOG ON CATALOG main");
  }

  @Test
  void all_privileges_are_enough() {
    workspace
        .answer(CATALOG + "schemas/main.spendcast", "{\"owner\": \"admins\"}")
        .answer(GRANTS + "schema/main.spendcast", grants("me@example.com", "ALL_PRIVILEGES"));
    assertThat(finding("schema main.spendcast").health()).isEqualTo(Health.PASS);
  }

  @Test
  void a_runtime_that_is_not_offered_fails_with_those_that_are() {
    workspace.answer(
        "2.1/clusters/spark-versions",
        """
        {"versions": [{"key": "18.x-scala2.13"}, {"key": "18.0.x-scala2.13"}, {"key": "18.x-cpu-ml-scala2.13"},
         {"key": "15.4.x-scala2.12"}]}\
        """);
    Finding finding = finding("Databricks Runtime 17.3.x-scala2.13 for the job");
    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.advice()).endsWith("set databricks.runtime to 18.x-scala2.13.");
  }

  @Test
  void only_what_lies_in_a_volume_is_looked_for() {
    assertThat(Ground.volume("/Volumes/main/spendcast/lake/raw"))
        .containsExactly("main.spendcast.lake");
    assertThat(Ground.volume("/mnt/raw/tpcds/a/b")).isEmpty();
    assertThat(Ground.volume("./lake")).isEmpty();
  }

  @Test
  void machines_that_the_workspace_does_not_have_fail_with_some_that_it_has() {
    assertThat(finding("machines of type i3.xlarge").health()).isEqualTo(Health.PASS);
    workspace.answer(
        "2.1/clusters/list-node-types",
        "{\"node_types\": [{\"node_type_id\": \"Standard_DS4_v2\", \"memory_mb\": 28672}]}");
    Finding finding = finding("machines of type i3.xlarge");
    assertThat(finding.health()).isEqualTo(Health.FAIL);
    assertThat(finding.advice()).endsWith("to one of its own, such as Standard_DS4_v2.");
  }

  @Test
  void keys_that_the_secret_scope_lacks_are_named() {
    assertThat(finding("secret scope ops").health()).isEqualTo(Health.PASS);
    workspace.answer("2.0/secrets/list", "{\"secrets\": [{\"key\": \"client-id\"}]}");
    assertThat(finding("secret scope ops").advice()).startsWith("It lacks client-secret:");
    workspace.refuse("2.0/secrets/list", 404, "RESOURCE_DOES_NOT_EXIST");
    assertThat(finding("secret scope ops").advice()).contains("databricks.secret-scope");
  }

  @Test
  void source_tables_are_there_and_can_be_read() {
    workspace
        .answer(CATALOG + "tables/samples.tpcds_sf1.item", "{\"owner\": \"system\"}")
        .answer(GRANTS + "table/samples.tpcds_sf1.item", grants("account users", "SELECT"));
    assertThat(finding("table samples.tpcds_sf1.item").health()).isEqualTo(Health.PASS);
    workspace.refuse(CATALOG + "tables/samples.tpcds_sf1.item", 404, "TABLE_DOES_NOT_EXIST");
    Finding gone = finding("table samples.tpcds_sf1.item");
    assertThat(gone.health()).isEqualTo(Health.FAIL);
    assertThat(gone.advice()).contains("source", "GRANT SELECT ON TABLE samples.tpcds_sf1.item");
  }

  @Test
  void a_model_that_is_not_there_yet_is_nobodys_and_one_of_others_wants_rights() {
    assertThat(finding("model main.spendcast.spend").health()).isEqualTo(Health.SKIPPED);
    workspace
        .answer(CATALOG + "models/main.spendcast.spend", "{\"owner\": \"other\"}")
        .answer(GRANTS + "function/main.spendcast.spend", grants("me@example.com", "EXECUTE"));
    assertThat(finding("model main.spendcast.spend").advice())
        .contains("GRANT APPLY TAG, CREATE MODEL VERSION, MANAGE ON FUNCTION main.spendcast.spend");
  }

  @ParameterizedTest
  @CsvSource({
    "dbfs:/Volumes/main/spendcast/artifacts/mlflow, me@example.com, CAN_EDIT, PASS",
    "dbfs:/Volumes/main/spendcast/artifacts/mlflow, me@example.com, CAN_READ, WARN",
    "dbfs:/Volumes/main/spendcast/artifacts/mlflow, other@example.com, CAN_MANAGE, WARN",
    "dbfs:/databricks/mlflow-tracking/7, me@example.com, CAN_MANAGE, FAIL",
  })
  void an_experiment_that_is_there_can_be_written_to(
      String files, String whom, String level, Health health) {
    workspace
        .answer(
            "2.0/mlflow/experiments/get-by-name",
            "{\"experiment\": {\"experiment_id\": \"7\", \"artifact_location\": \"%s\"}}"
                .formatted(files))
        .answer(
            "2.0/permissions/experiments/7",
            """
            {"access_control_list": [{"user_name": "%s", "all_permissions": [{"permission_level": "%s"}]}]}\
            """
                .formatted(whom, level));
    assertThat(finding("experiment /Shared/spendcast").health()).isEqualTo(health);
  }

  @Test
  void an_experiment_that_is_not_there_wants_a_folder() {
    assertThat(finding("experiment /Shared/spendcast, not there yet").health())
        .isEqualTo(Health.PASS);
    workspace.refuse("2.0/workspace/get-status", 404, "RESOURCE_DOES_NOT_EXIST");
    assertThat(finding("experiment /Shared/spendcast").health()).isEqualTo(Health.FAIL);
  }

  @Test
  void the_rights_are_those_of_whom_the_job_runs_as_and_its_groups() {
    workspace
        .answer(
            "2.0/preview/scim/v2/ServicePrincipals",
            """
            {"totalResults": 1, "Resources": [{"applicationId": "p-1", "groups": [{"display": "ml"}]}]}\
            """)
        .answer(GRANTS + "volume/main.spendcast.lake", grants("ml", "READ_VOLUME", "WRITE_VOLUME"))
        .answer(GRANTS + "schema/main.spendcast", grants("me@example.com", "ALL_PRIVILEGES"));
    List<Finding> findings = preflight(workspace.address(), "p-1").findings();
    assertThat(of(findings, "the job runs as p-1").health()).isEqualTo(Health.PASS);
    assertThat(of(findings, "volume main.spendcast.lake").health()).isEqualTo(Health.PASS);
    assertThat(of(findings, "schema main.spendcast").advice())
        .contains("Unless a group of p-1 has them", "USE SCHEMA ON SCHEMA", "TO `p-1`");
  }

  @Test
  void nobody_seen_of_the_name_that_the_job_is_to_run_as_is_a_warning() {
    workspace.answer("2.0/preview/scim/v2/ServicePrincipals", "{\"totalResults\": 0}");
    Finding finding = of(preflight(workspace.address(), "p-1").findings(), "the job runs as p-1");
    assertThat(finding.health()).isEqualTo(Health.WARN);
    assertThat(finding.advice()).contains("databricks.operation.run-as");
  }

  private Finding finding(String what) {
    return of(sound().findings(), what);
  }

  private static Finding of(List<Finding> findings, String what) {
    return findings.stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow(() -> new AssertionError(what + " is not among " + findings));
  }

  private static Preflight preflight(String address) {
    return preflight(address, "");
  }

  private static Preflight preflight(String address, String runAs) {
    return new WorkspacePreflight(
        new Workspace(new Workspace.Access(address, TOKEN, ""), attempt -> {}),
        new Ground(
            runAs,
            List.of(
                Securable.catalog("main"),
                Securable.schema("main.spendcast"),
                Securable.volume("main.spendcast.lake"),
                Securable.table("samples.tpcds_sf1.item")),
            Securable.model("main.spendcast.spend"),
            "/Shared/spendcast",
            new Ground.Machines("17.3.x-scala2.13", Set.of("i3.xlarge"), "ops")));
  }

  private static String grants(String principal, String... privileges) {
    StringBuilder list = new StringBuilder();
    for (String privilege : privileges) {
      list.append(list.isEmpty() ? "" : ", ").append("{\"privilege\": \"" + privilege + "\"}");
    }
    return "{\"privilege_assignments\": [{\"principal\": \"%s\", \"privileges\": [%s]}]}"
        .formatted(principal, list);
  }
}
