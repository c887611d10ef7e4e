package io.spendcast.adapters.mlflow;

import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ExperimentTrackerContract;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerTrackerTest extends ExperimentTrackerContract {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T09:00:00Z"), ZoneOffset.UTC);

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
    return new Server(address, MlflowConfig.Access.NONE, Patience.DEFAULT);
  }

  @Override
  protected RunRecord recorded(TrackedRun run) {
    return new ServedRun(uri(), run.id()).record();
  }

  @Override
  protected String text(ModelArtifact model, String file) {
    return ServedRun.text(uri(), model.location().resolve(file));
  }
}
