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
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.testkit.ModelRegistryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceRegistryTest extends ModelRegistryContract {
  @TempDir private Path directory;
  private final StagesApi stages = new StagesApi();
  private Path volumes;
  private WorkspaceServer server;
  private Workspace workspace;
  private ModelCopies copies;
  private ExperimentTracker tracker;

  @BeforeEach
  void start() throws IOException {
    volumes = directory;
    server = new WorkspaceServer();
    server.add(stages);
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
    return new WorkspaceRegistry(workspace, copies, clock, volumes);
  }

  @Override
  protected ExperimentTracker tracker() {
    return tracker;
  }

  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_AFTER", "EXPIRED"})
  void a_registration_is_resumed_after_a_failure_at_any_step(Failure failure) {
    ModelRegistration registration = RegistryFixture.registration(directory, "a");
    registry().register(registration);
    int calls = server.calls().size();
    for (int step = 0; step < calls; step++) {
      stages.clear();
      server.failAt(step, failure);
      var unused =
          catchThrowableOfType(SpendcastException.class, () -> registry().register(registration));
      server.heal();
      assertThat(registry(RegistryFixture.later()).register(registration).number()).isEqualTo(1);
      assertThat(stages.countVersions(NAME.value())).isEqualTo(1);
    }
  }

  @Test
  void a_model_of_mlflow_3_is_registered_by_the_place_of_its_files() {
    ModelRegistration own = RegistryFixture.registration(directory, "a");
    ModelVersion version = registry().register(RegistryFixture.logged(own, server));
    assertThat(version.artifact().location()).isEqualTo(own.artifact().location());
    assertThat(registry().fetch(version).artifact().inputs()).isEqualTo(own.artifact().inputs());
  }

  @Test
  void files_of_a_version_that_are_outside_of_the_volumes_are_refused() throws IOException {
    ModelVersion version = registry().register(RegistryFixture.registration(directory, "a"));
    assertThat(registry().fetch(version).number()).isEqualTo(1);
    volumes = Files.createDirectory(directory.resolve("volumes"));
    copies = new ModelCopies(directory.resolve("others"));
    SpendcastException refused =
        catchThrowableOfType(SpendcastException.class, () -> registry().fetch(version));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.problem()).contains("not below");
  }

  /** A link is where it leads to. */
  @Test
  void a_link_in_the_volumes_leads_out_of_them_in_vain() throws IOException {
    volumes = Files.createDirectory(directory.resolve("volumes"));
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.createSymbolicLink(volumes.resolve("way"), outside);
    ModelVersion version =
        registry().register(RegistryFixture.registration(volumes.resolve("way"), "a"));
    SpendcastException refused =
        catchThrowableOfType(SpendcastException.class, () -> registry().fetch(version));
    assertThat(refused.problem()).contains("not below");
  }

  @Test
  void who_may_not_promote_asks_once_and_says_who_decides() {
    registry().register(RegistryFixture.registration(directory, "a"));
    stages.mayMove(false);
    StageMove move = new StageMove(NAME, 1, Stage.PRODUCTION, Optional.empty(), Map.of());
    for (int i = 0; i < 2; i++) {
      SpendcastException awaited =
          catchThrowableOfType(SpendcastException.class, () -> registry().move(move));
      assertThat(awaited.problem()).contains("asked for");
      assertThat(awaited.hint())
          .contains("CAN MANAGE")
          .contains("/#mlflow/models/spend/versions/1");
    }
    assertThat(stages.requests()).hasSize(1);
    stages.approve(stages.requests().get(0));
    assertThat(registry().move(move).stage()).isEqualTo(Stage.PRODUCTION);
  }
}
