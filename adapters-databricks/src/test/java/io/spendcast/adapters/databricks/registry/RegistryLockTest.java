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
import io.spendcast.domain.registry.ModelLock.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryLockTest {
  /** What keeps models in a workspace. */
  enum Keeper {
    UNITY_CATALOG("main.spendcast."),
    WORKSPACE("");

    private final String before;

    Keeper(String before) {
      this.before = before;
    }
  }

  private final StagesApi stages = new StagesApi();
  private WorkspaceServer server;
  private CatalogApi catalog;
  private Workspace workspace;

  @BeforeEach
  void start() throws IOException {
    server = new WorkspaceServer();
    catalog = new CatalogApi(server.files);
    server.add(catalog);
    server.add(stages);
    workspace = new Workspace(Configs.entry(server.host()), attempt -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RegistryProtocol protocol(Keeper keeper) {
    return switch (keeper) {
      case UNITY_CATALOG -> new UnityCatalogProtocol(NAME, "main", "spendcast", workspace);
      case WORKSPACE -> new WorkspaceProtocol(NAME, workspace, Path.of("/Volumes"));
    };
  }

  /** The platform makes the first model at the fixture's time, each other a millisecond later. */
  private RegistryLock lock(Keeper keeper) {
    Clock whenTheFirstIsOld =
        Clock.offset(RegistryFixture.clock(), Duration.ofMinutes(5).plusMillis(1));
    return new RegistryLock(protocol(keeper), workspace, whenTheFirstIsOld);
  }

  private Set<String> names(Keeper keeper) {
    return switch (keeper) {
      case UNITY_CATALOG -> catalog.names();
      case WORKSPACE -> stages.names();
    };
  }

  private static String owner(RegistryLock lock) {
    return lock.find().map(Held::owner).orElse("nobody");
  }

  @ParameterizedTest
  @EnumSource
  void an_old_lock_goes_and_nothing_of_it_stays(Keeper keeper) {
    lock(keeper).create("crashed");
    protocol(keeper).create("_spendcast_lock_of_another_kind", "theirs");
    assertThat(lock(keeper).holding(() -> owner(lock(keeper)))).isNotEqualTo("crashed");
    assertThat(names(keeper))
        .containsExactly(keeper.before + NAME + "_spendcast_lock_of_another_kind");
  }

  /** Both saw the old lock; the first has taken the next one when the second comes to act. */
  @ParameterizedTest
  @EnumSource
  void who_finds_an_old_lock_late_does_not_take_the_next_one_for_it(Keeper keeper) {
    lock(keeper).create("crashed");
    RegistryLock late = lock(keeper);
    Held old = late.find().orElseThrow();
    String first =
        lock(keeper)
            .holding(
                () -> {
                  String holder = owner(late);
                  late.setAside(old);
                  assertThat(owner(late)).isEqualTo(holder);
                  return holder;
                });
    assertThat(first).isNotEqualTo("crashed");
    assertThat(names(keeper)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void who_lost_the_lock_to_another_leaves_it_there(Keeper keeper) {
    RegistryLock lock = lock(keeper);
    assertThat(
            lock.holding(
                () -> {
                  protocol(keeper).delete("_spendcast_lock");
                  return lock.create("another");
                }))
        .isTrue();
    assertThat(owner(lock)).isEqualTo("another");
  }

  @ParameterizedTest
  @EnumSource
  void a_lock_that_may_not_be_set_aside_is_reported(Keeper keeper) {
    lock(keeper).create("crashed");
    server.fail("(PATCH|POST) .*(_spendcast_lock|rename)", Failure.FORBIDDEN);
    SpendcastException refused =
        catchThrowableOfType(
            SpendcastException.class, () -> lock(keeper).holding(() -> Optional.of("work")));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(owner(lock(keeper))).isEqualTo("crashed");
  }
}
