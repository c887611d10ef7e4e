package io.spendcast.adapters.databricks.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.Configs;
import io.spendcast.adapters.databricks.WorkspaceServer;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Failure;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment.Rights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The principal of the weekly job, in a workspace whose things are an administrator's. */
final class RunAsRightsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UC = "/api/2.1/unity-catalog/";
  private static final String WHOM = Configs.WEEKLY.runAs();

  private final List<String> sent = new ArrayList<>();
  private WorkspaceServer server;
  private Optional<String> experiment = Optional.empty();
  private String owner = "admins";
  private String me = "me@example.com";

  @BeforeEach
  void start() throws IOException {
    server = new WorkspaceServer();
    server.add(this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_principal_without_any_gets_what_a_run_needs_and_the_experiment() throws IOException {
    experiment = Optional.of("7");
    Rights preview = rights().preview();
    assertThat(sent).isEmpty();
    Rights given = rights().give();
    assertThat(given).isEqualTo(preview);
    assertThat(given.missing()).isEmpty();
    assertThat(given.granted())
        .containsExactly(
            "GRANT USE CATALOG ON CATALOG main TO `%s`".formatted(WHOM),
            "GRANT CREATE MODEL, CREATE TABLE, MODIFY, SELECT, USE SCHEMA ON SCHEMA main.spendcast"
                + " TO `%s`".formatted(WHOM),
            "GRANT READ VOLUME, WRITE VOLUME ON VOLUME main.spendcast.artifacts TO `%s`"
                .formatted(WHOM),
            "GRANT APPLY TAG, CREATE MODEL VERSION, EXECUTE, MANAGE ON FUNCTION"
                + " main.spendcast.tpcds_customer_spend_model TO `%s`".formatted(WHOM),
            "CAN EDIT on the experiment /Shared/spendcast for `%s`".formatted(WHOM));
    assertThat(sent).hasSize(5);
    JsonNode volume = JSON.readTree(sent.get(2)).at("/changes/0");
    assertThat(volume.path("principal").asText()).isEqualTo(WHOM);
    assertThat(volume.path("add").toString()).isEqualTo("[\"READ_VOLUME\",\"WRITE_VOLUME\"]");
    JsonNode permission = JSON.readTree(sent.get(4)).at("/access_control_list/0");
    assertThat(permission.path("service_principal_name").asText()).isEqualTo(WHOM);
    assertThat(permission.path("permission_level").asText()).isEqualTo("CAN_EDIT");
  }

  @Test
  void an_owner_needs_nothing() {
    owner = WHOM;
    assertThat(rights().give()).isEqualTo(Rights.UNCHANGED);
    assertThat(sent).isEmpty();
  }

  @Test
  void who_deploys_for_himself_needs_nothing() {
    me = WHOM;
    assertThat(rights().give()).isEqualTo(Rights.UNCHANGED);
    assertThat(new RunAsRights(Configs.rights(Configs.at(server.host())), calls()).give())
        .isEqualTo(Rights.UNCHANGED);
  }

  @Test
  void what_the_deployer_may_not_grant_is_named_for_somebody_who_may() {
    server.fail("PATCH .*/schema/.*", Failure.FORBIDDEN);
    Rights given = rights().give();
    assertThat(given.missing()).singleElement().asString().contains("ON SCHEMA main.spendcast");
    assertThat(given.granted()).hasSize(3);
  }

  @Test
  void what_is_not_there_cannot_be_granted_and_is_named() {
    server.fail("GET .*/volumes/.*", Failure.FORBIDDEN);
    assertThat(rights().preview().granted()).anyMatch(line -> line.contains("ON VOLUME"));
    server.heal();
    owner = "";
    assertThat(rights().preview().missing())
        .hasSize(3)
        .noneMatch(line -> line.contains("FUNCTION"));
  }

  @Test
  void a_workspace_that_does_not_answer_stops_the_deployment() {
    server.fail("GET .*/effective-permissions/.*", Failure.BROKEN_AFTER);
    assertThatThrownBy(() -> rights().give())
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  private RunAsRights rights() {
    return new RunAsRights(
        Configs.rights(
            Configs.of(
                Configs.at(server.host()).access(), "main", Configs.JAR, Map.of(), Configs.WEEKLY)),
        calls());
  }

  private WorkspaceCalls calls() {
    return WorkspaceCalls.of(new Workspace(Configs.entry(server.host()), attempt -> {}));
  }

  private Optional<Reply> answer(Call call) throws IOException {
    if (call.is("GET", "/api/2.0/preview/scim/v2/Me")) {
      return Optional.of(Reply.json(JSON.createObjectNode().put("userName", me)));
    }
    if (call.is("GET", "/api/2.0/mlflow/experiments/get-by-name") && experiment.isPresent()) {
      ObjectNode answer = JSON.createObjectNode();
      answer.putObject("experiment").put("experiment_id", experiment.get());
      return Optional.of(Reply.json(answer));
    }
    if (call.method().equals("PATCH")) {
      sent.add(new String(call.body(), java.nio.charset.StandardCharsets.UTF_8));
      return Optional.of(Reply.json(JSON.createObjectNode()));
    }
    if (call.path().startsWith("/api/2.0/permissions/experiments/")
        || call.path().startsWith(UC + "effective-permissions/")) {
      return Optional.of(Reply.json(JSON.createObjectNode()));
    }
    return call.path().startsWith(UC) && !owner.isEmpty()
        ? Optional.of(Reply.json(JSON.createObjectNode().put("owner", owner)))
        : Optional.empty();
  }
}
