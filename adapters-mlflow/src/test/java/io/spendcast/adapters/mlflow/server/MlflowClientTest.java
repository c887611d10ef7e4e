package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.mlflow.server.FaultyServer.Fault;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;

/** What MLflow's own Java client makes of our runs, and why it does not write them. */
final class MlflowClientTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @TempDir private Path scratch;

  @Test
  void it_reads_what_we_wrote() {
    MlflowConfig config =
        new MlflowConfig(SERVER.uri().toString(), "", "read " + UUID.randomUUID(), Map.of());
    ModelName name = new ModelName("read." + UUID.randomUUID());
    try (MlflowAdapters ours = MlflowAdapters.open(config, Clock.systemUTC());
        MlflowClient client = new MlflowClient(SERVER.uri().toString())) {
      TrackedRun run = ours.tracker().record(run());
      ours.registry()
          .register(
              new ModelRegistration(name, "r", run.id(), run.model().orElseThrow(), Map.of()));
      ours.registry().move(new StageMove(name, 1, Stage.STAGING, Optional.empty(), Map.of()));

      Run read = client.getRun(run.id());
      assertThat(read.getInfo().getEndTime()).isEqualTo(NOW.toEpochMilli());
      assertThat(read.getData().getParamsList())
          .extracting(param -> tuple(param.getKey(), param.getValue()))
          .containsExactly(tuple("horizon_days", "90"));
      assertThat(read.getData().getMetrics(0).getValue()).isEqualTo(12.5);
      ModelVersion version = client.getModelVersion(name.value(), "1");
      assertThat(version.getRunId()).isEqualTo(run.id());
      assertThat(version.getCurrentStage()).isEqualTo("Staging");
    }
  }

  /** When this fails, the client was repaired, and the decision not to write through it is due. */
  @Test
  void it_hangs_when_it_is_turned_away() throws IOException {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    MlflowClient client;
    try (FaultyServer faulty = FaultyServer.alone(Fault.status(429))) {
      client = new MlflowClient(faulty.uri().toString());
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(() -> askOften(client), threads);
      assertThatThrownBy(() -> answered.get(3, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
    } finally {
      threads.shutdownNow();
    }
    client.close();
  }

  private static void askOften(MlflowClient client) {
    for (int i = 0; i < 5; i++) {
      try {
        client.getRun("0123456789abcdef0123456789abcdef");
      } catch (MlflowClientException e) {
        assertThat(e).hasMessageContaining("429");
      }
    }
  }

  private RunRecord run() {
    return new RunRecord(
        "key",
        "xgboost",
        Optional.empty(),
        Map.of("horizon_days", "90"),
        Map.of("mae", 12.5),
        Map.of(),
        List.of(),
        Optional.of(ModelFiles.booster(scratch, "trees")),
        NOW,
        NOW);
  }
}
