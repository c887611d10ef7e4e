package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.mlflow.http.Access;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ExperimentTrackerContract;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ServerTrackerTest extends ExperimentTrackerContract {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path trained;

  private final String experiment = "tracker " + UUID.randomUUID();

  /** The server to run against. */
  URI uri() {
    return SERVER.uri();
  }

  @Override
  protected ExperimentTracker tracker() {
    return new ServerTracker(server(), experiment, CLOCK);
  }

  private Server server() {
    ServerAddress address = ServerAddress.parse("tracking.uri", uri().toString());
    return new Server(address, Access.NONE, Timeouts.DEFAULT);
  }

  /** How the location of a model begins. */
  String models() {
    return "models:/m-";
  }

  @Test
  void a_model_is_kept_where_this_mlflow_has_models() {
    RunRecord run =
        new RunRecord(
            "a",
            "xgboost",
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.of(ModelFiles.booster(trained, "trees")),
            CLOCK.instant(),
            CLOCK.instant());
    assertThat(tracker().record(run).model().orElseThrow().location().toString())
        .startsWith(models());
  }

  @Override
  protected RunRecord recorded(TrackedRun run) {
    return new ServedRun(uri(), run.id()).record();
  }

  @Override
  protected String text(ModelArtifact model, String file) {
    return ServedRun.send("GET", uri(), ServedRun.artifact(uri(), model, file), "");
  }
}
