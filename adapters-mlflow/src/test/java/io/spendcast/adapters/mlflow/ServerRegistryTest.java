package io.spendcast.adapters.mlflow;

import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelRegistryContract;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerRegistryTest extends ModelRegistryContract {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private final String experiment = "registry " + UUID.randomUUID();
  private final LocalCopies copies = new LocalCopies();

  /** The server to run against. */
  URI uri() {
    return SERVER.uri();
  }

  /** Numbers of versions begin anew with each test. */
  @BeforeEach
  void forget_all_models() {
    ServedRun.json("GET", uri(), "/api/2.0/mlflow/registered-models/search", "")
        .path("registered_models")
        .forEach(
            model ->
                ServedRun.send(
                    "DELETE",
                    uri(),
                    "/api/2.0/mlflow/registered-models/delete",
                    "{\"name\": " + model.get("name") + "}"));
  }

  @AfterEach
  void delete_copies() {
    copies.close();
  }

  @Override
  protected ModelRegistry registry() {
    return new ServerRegistry(server(), copies, Clock.systemUTC());
  }

  @Override
  protected ExperimentTracker tracker() {
    return new ServerTracker(server(), experiment, Clock.systemUTC());
  }

  private Server server() {
    ServerAddress address = ServerAddress.parse("tracking.uri", uri().toString());
    return new Server(address, MlflowConfig.Access.NONE, Patience.DEFAULT);
  }

  @Override
  protected void change(ModelArtifact model) {
    ServedRun.send("PUT", uri(), ServedRun.artifact(uri(), model, "model.ubj"), "other");
  }

  @Override
  protected void lose(ModelArtifact model) {
    ServedRun.send("DELETE", uri(), ServedRun.artifact(uri(), model, "model.ubj"), "");
  }
}
