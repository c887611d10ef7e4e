package io.spendcast.adapters.databricks.registry;

import static io.spendcast.adapters.databricks.registry.RegistryFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.adapters.databricks.Configs;
import io.spendcast.adapters.databricks.WorkspaceServer;
import io.spendcast.adapters.databricks.WorkspaceServer.Failure;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelRegistryContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnityCatalogRegistryTest extends ModelRegistryContract {
  private static final String FULL_NAME = "main.spendcast.spend";

  @TempDir private Path directory;
  private WorkspaceServer server;
  private CatalogApi catalog;
  private Workspace workspace;
  private ModelCopies copies;
  private ExperimentTracker tracker;

  @BeforeEach
  void start() throws IOException {
    server = new WorkspaceServer();
    catalog = new CatalogApi(server.files);
    server.add(catalog);
    workspace = new Workspace(Configs.entry(server.host()), attempt -> {});
    copies = new ModelCopies(directory.resolve("copies"));
    tracker = new DescribedModels(directory.resolve("runs"));
  }

  @AfterEach
  void stop() {
    copies.close();
    server.close();
  }

  @Override
  protected ModelRegistry registry() {
    return registry(RegistryFixture.clock());
  }

  private ModelRegistry registry(Clock clock) {
    return new UnityCatalogRegistry("main", "spendcast", workspace, copies, clock);
  }

  @Override
  protected ExperimentTracker tracker() {
    return tracker;
  }

  @Override
  protected void lose(ModelArtifact model) {
    super.lose(model);
    server.files.delete("/Models");
  }

  @Override
  protected void change(ModelArtifact model) {
    super.change(model);
    server.files.change("/model.ubj", "other".getBytes(StandardCharsets.UTF_8));
  }

  private ModelRegistration registration(String release) {
    return RegistryFixture.registration(directory, release);
  }

  private static StageMove promotion(int number, Optional<Integer> over) {
    return new StageMove(NAME, number, Stage.PRODUCTION, over, Map.of("spendcast.gate", "ok"));
  }

  @Test
  void the_calls_of_a_registration_are_those_of_the_protocol() {
    registry().register(registration("a"));
    assertThat(server.changes())
        .containsExactly(
            "POST /api/2.1/unity-catalog/models",
            "POST /api/2.1/unity-catalog/models",
            "POST /api/2.0/mlflow/unity-catalog/model-versions/create",
            "DELETE /api/2.1/unity-catalog/models/main.spendcast.spend_spendcast_lock",
            "PUT /api/2.0/fs/files/Models/main/spendcast/spend/1/MLmodel",
            "PUT /api/2.0/fs/files/Models/main/spendcast/spend/1/model.ubj",
            "POST /api/2.0/mlflow/unity-catalog/model-versions/finalize");
    assertThat(catalog.names()).containsExactly(FULL_NAME);
  }

  @Test
  void a_model_of_mlflow_3_is_registered_with_the_files_that_the_workspace_knows() {
    ModelVersion version = registry().register(RegistryFixture.logged(registration("a"), server));
    assertThat(server.changes())
        .contains("PUT /api/2.0/fs/files/Models/main/spendcast/spend/1/model.ubj");
    assertThat(catalog.dump())
        .contains("\"source\":\"models:/" + RegistryFixture.LOGGED_ID)
        .contains("\"model_id\":\"" + RegistryFixture.LOGGED_ID);
    assertThat(registry().fetch(version).artifact().location()).hasScheme("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped", "..", "%2e%2e%2fescaped", "a\\..\\escaped", "C:escaped"})
  void a_file_that_the_workspace_names_outside_of_the_model_is_read_nowhere(String name) {
    ModelVersion version = registry().register(registration("a"));
    server.files.addBeside("/MLmodel", name);
    SpendcastException refused =
        catchThrowableOfType(SpendcastException.class, () -> registry().fetch(version));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.problem()).startsWith("Cannot use the path");
    assertThat(directory.resolve("escaped")).doesNotExist();
    assertThat(directory.resolve("copies").resolve("escaped")).doesNotExist();
  }

  @Test
  void a_workspace_without_files_of_models_gives_presigned_addresses() {
    catalog.takeFiles(false);
    registry().register(registration("a"));
    assertThat(server.changes())
        .contains(
            "POST /api/2.0/mlflow/unity-catalog/model-versions/generate-temporary-credentials",
            "POST /api/2.0/fs/create-upload-url",
            "PUT /presigned/Models/main/spendcast/spend/1/model.ubj");
    assertThat(server.files.all().get("/Models/main/spendcast/spend/1/model.ubj"))
        .asString()
        .isEqualTo("content of a");
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "TOO_MANY", "BROKEN_AFTER"})
  void a_storage_behind_a_presigned_address_that_is_busy_gets_the_file_again(Failure failure) {
    catalog.takeFiles(false);
    server.fail("PUT /presigned/.*", failure, 2);
    assertThat(registry().register(registration("a")).number()).isEqualTo(1);
    assertThat(server.changes().stream().filter(call -> call.startsWith("PUT /presigned/")))
        .hasSize(4);
  }

  @Test
  void a_storage_behind_a_presigned_address_that_stays_busy_is_unavailable() {
    catalog.takeFiles(false);
    server.fail("PUT /presigned/.*", Failure.BUSY);
    assertFails(Kind.UNAVAILABLE, () -> registry().register(registration("a")));
    assertThat(server.changes()).noneMatch(call -> call.endsWith("finalize"));
    server.heal();
    assertThat(registry().register(registration("a")).number()).isEqualTo(1);
  }

  /** Whichever call goes wrong, in whichever way: sent again, the same version is completed. */
  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER", "EXPIRED"})
  void a_registration_is_resumed_after_a_failure_at_any_step(Failure failure) {
    ModelRegistration registration = registration("a");
    registry().register(registration);
    int calls = server.calls().size();
    int failed = 0;
    for (int step = 0; step < calls; step++) {
      catalog.clear();
      server.files.delete("/Models");
      server.failAt(step, failure);
      failed += succeeds(() -> registry().register(registration)) ? 0 : 1;
      server.heal();
      ModelVersion version = registry(RegistryFixture.later()).register(registration);
      assertThat(version.number()).as("step %s", step).isEqualTo(1);
      assertThat(catalog.countVersions(FULL_NAME)).isEqualTo(1);
      assertThat(server.files.all())
          .containsOnlyKeys(
              "/Models/main/spendcast/spend/1/MLmodel", "/Models/main/spendcast/spend/1/model.ubj");
    }
    assertThat(failed).as("failures were felt").isGreaterThan(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER", "EXPIRED"})
  void a_promotion_is_resumed_after_a_failure_at_any_step(Failure failure) {
    registry().register(registration("a"));
    registry().register(registration("b"));
    registry().move(promotion(1, Optional.empty()));
    int before = server.calls().size();
    registry().move(promotion(2, Optional.of(1)));
    int calls = server.calls().size() - before;
    int holder = 2;
    for (int step = 0; step < calls; step++) {
      int next = 3 - holder;
      StageMove move = promotion(next, Optional.of(holder));
      server.failAt(step, failure);
      succeeds(() -> registry().move(move));
      server.heal();
      ModelVersion moved = registry(RegistryFixture.later()).move(move);
      assertThat(moved.stage()).as("step %s", step).isEqualTo(Stage.PRODUCTION);
      assertThat(catalog.aliases(FULL_NAME))
          .containsEntry("champion", next)
          .containsEntry("previous-champion", holder);
      holder = next;
    }
  }

  private static boolean succeeds(Runnable work) {
    try {
      work.run();
      return true;
    } catch (SpendcastException e) {
      assertThat(e.getMessage()).startsWith("Cannot ").doesNotContain(WorkspaceServer.TOKEN);
      return false;
    }
  }

  @Test
  void stages_are_aliases() {
    registry().register(registration("a"));
    registry().move(new StageMove(NAME, 1, Stage.STAGING, Optional.empty(), Map.of()));
    assertThat(catalog.aliases(FULL_NAME)).isEqualTo(Map.of("staging", 1));
    registry().move(promotion(1, Optional.empty()));
    assertThat(catalog.aliases(FULL_NAME)).isEqualTo(Map.of("champion", 1));
  }

  @Test
  void a_model_of_another_schema_is_called_by_its_whole_name() {
    ModelName whole = new ModelName("main.other.spend");
    ModelRegistration ours = registration("a");
    registry()
        .register(
            new ModelRegistration(
                whole, ours.release(), ours.trackedRunId(), ours.artifact(), ours.tags()));
    assertThat(catalog.names()).containsExactly("main.other.spend");
  }

  @Test
  void long_values_and_dots_survive() {
    ModelRegistration ours = registration("a");
    String reason = "because ".repeat(200);
    ModelVersion version =
        registry()
            .register(
                new ModelRegistration(
                    NAME,
                    ours.release(),
                    ours.trackedRunId(),
                    ours.artifact(),
                    Map.of("spendcast.verdict_reason", reason)));
    assertThat(version.tags()).containsEntry("spendcast.verdict_reason", reason);
  }

  @Test
  void a_model_without_signature_is_refused_before_anything_is_sent() {
    ModelRegistration ours = registration("a");
    DescribedModels.write(
        Path.of(ours.artifact().location()).resolve("MLmodel"), "flavors: {xgboost: {}}\n");
    SpendcastException failure = assertFails(Kind.INVALID, () -> registry().register(ours));
    assertThat(failure.problem()).contains("signature");
    assertThat(server.calls()).isEmpty();
  }

  @Test
  void a_registration_that_the_workspace_gives_up_is_reported() {
    catalog.failRegistrations();
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> registry().register(registration("a")));
    assertThat(failure.problem()).contains("gave it up");
  }

  @Test
  void files_that_arrive_half_are_not_finalized_and_sent_again() {
    server.files.loseBytes(true);
    assertFails(Kind.UNAVAILABLE, () -> registry().register(registration("a")));
    assertThat(server.changes()).noneMatch(call -> call.endsWith("finalize"));
    server.files.loseBytes(false);
    assertThat(registry().register(registration("a")).number()).isEqualTo(1);
  }

  @Test
  void a_missing_right_is_named() {
    server.fail("POST .*/models", Failure.FORBIDDEN);
    SpendcastException failure =
        assertFails(Kind.INVALID, () -> registry().register(registration("a")));
    assertThat(failure.hint()).contains("CREATE MODEL");
  }

  @Test
  void a_catalog_that_does_not_exist_is_named() {
    ModelRegistry elsewhere =
        new UnityCatalogRegistry(
            "nowhere", "spendcast", workspace, copies, RegistryFixture.clock());
    SpendcastException failure =
        assertFails(Kind.NOT_FOUND, () -> elsewhere.register(registration("a")));
    assertThat(failure.hint()).contains("databricks.catalog");
  }

  @Test
  void nothing_that_is_kept_holds_the_token() {
    registry().register(registration("a"));
    registry().move(promotion(1, Optional.empty()));
    assertThat(catalog.dump()).doesNotContain(WorkspaceServer.TOKEN);
  }

  private static SpendcastException assertFails(Kind kind, ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    return failure;
  }
}
