package io.spendcast.adapters.mlflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.mlflow.EmbeddedRun;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.mlflow.server.ServedRun;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class StorePublisherTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private final String experiment = "published " + UUID.randomUUID();
  private final ModelName model = new ModelName("published." + UUID.randomUUID());
  @TempDir private Path directory;

  @Test
  void what_was_kept_locally_is_on_the_server_once_however_often_it_is_published() {
    try (MlflowAdapters local = open("file:" + directory.resolve("mlruns"));
        MlflowAdapters server = open(SERVER.uri().toString())) {
      TrackedRun parent = local.tracker().record(run("training", Optional.empty()));
      TrackedRun first = local.tracker().record(run("first", Optional.of(parent.id())));
      TrackedRun second = local.tracker().record(run("second", Optional.of(parent.id())));
      register(local, first);
      promote(local, 1, Optional.empty());
      register(local, second);
      promote(local, 2, Optional.of(1));

      assertThat(local.publisher().publish(SERVER.uri().toString()))
          .isEqualTo(new MlflowAdapters.Published(3, 2));
      RegisteredModel served = server.registry().find(model).orElseThrow();
      assertThat(served.versions())
          .extracting(ModelVersion::stage)
          .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
      ModelVersion fetched = server.registry().fetch(served.versions().get(1));
      assertThat(Path.of(fetched.artifact().location()).resolve("model.ubj")).hasContent("second");
      assertSame(local.tracker().find("second"), server.tracker().find("second"));

      local.publisher().publish(SERVER.uri().toString());
      assertThat(server.registry().find(model)).contains(served);
      promote(server, 1, Optional.of(2));
      local.publisher().publish(SERVER.uri().toString());
      assertThat(server.registry().find(model).orElseThrow().versions())
          .extracting(ModelVersion::stage)
          .containsExactly(Stage.PRODUCTION, Stage.ARCHIVED);
    }
  }

  private void assertSame(Optional<TrackedRun> local, Optional<TrackedRun> served) {
    RunRecord kept =
        new EmbeddedRun(directory.resolve("mlruns"), local.orElseThrow().id()).record();
    RunRecord published = new ServedRun(SERVER.uri(), served.orElseThrow().id()).record();
    assertThat(published.name()).isEqualTo(kept.name());
    assertThat(published.params()).isEqualTo(kept.params());
    assertThat(published.metrics()).isEqualTo(kept.metrics());
    assertThat(published.tags()).containsEntry("spendcast.source_run", local.orElseThrow().id());
    assertThat(published.artifacts()).contains(new Artifact("evaluation/metrics.json", "{}"));
    assertThat(published.started()).isEqualTo(kept.started());
    assertThat(published.parentId()).isPresent();
  }

  private MlflowAdapters open(String uri) {
    MlflowConfig config = new MlflowConfig(uri, "", experiment, Map.of());
    return MlflowAdapters.open(config, Clock.systemUTC());
  }

  private RunRecord run(String key, Optional<String> parent) {
    return new RunRecord(
        key,
        "xgboost",
        parent,
        Map.of("horizon_days", "90"),
        Map.of("mae", 12.5, "skill", Double.NaN),
        Map.of("spendcast.verdict", "SKILL"),
        List.of(new Artifact("evaluation/metrics.json", "{}")),
        parent.map(id -> ModelFiles.booster(directory.resolve(key), key)),
        NOW,
        NOW.plusSeconds(60));
  }

  private void register(MlflowAdapters local, TrackedRun run) {
    local
        .registry()
        .register(
            new ModelRegistration(
                model, run.id(), run.id(), run.model().orElseThrow(), Map.of("by", "test")));
  }

  private void promote(MlflowAdapters adapters, int number, Optional<Integer> over) {
    adapters
        .registry()
        .move(new StageMove(model, number, Stage.PRODUCTION, over, Map.of("granted", "yes")));
  }
}
