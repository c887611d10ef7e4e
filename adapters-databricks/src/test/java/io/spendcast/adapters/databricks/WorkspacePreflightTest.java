package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.testkit.PreflightContract;
import java.io.IOException;
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
                grants("me@example.com", "READ_VOLUME", "WRITE_VOLUME"));
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
        + " TABLE, USE SCHEMA ON'",
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
        .answer(GRANTS + "schema/main.spendcast", grants("me@example.com", "USE_SCHEMA"));
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
    assertThat(WorkspacePreflight.Place.volume("/Volumes/main/spendcast/lake/raw"))
        .containsExactly("main.spendcast.lake");
    assertThat(WorkspacePreflight.Place.volume("/mnt/raw/tpcds/a/b")).isEmpty();
    assertThat(WorkspacePreflight.Place.volume("./lake")).isEmpty();
  }

  private Finding finding(String what) {
    return sound().findings().stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static Preflight preflight(String address) {
    return new WorkspacePreflight(
        () ->
            new WorkspaceClient(
                new com.databricks.sdk.core.DatabricksConfig()
                    .setHost(address)
                    .setToken(TOKEN)
                    .setAuthType("pat")
                    .setDisableRetries(true)),
        new WorkspacePreflight.Place(
            "main", "spendcast", Set.of("main.spendcast.lake"), "17.3.x-scala2.13"));
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
