package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.mlflow.http.Access;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelRegistryContract;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    return new Server(address, Access.NONE, Timeouts.DEFAULT);
  }

  @Override
  protected void change(ModelArtifact model) {
    ServedRun.send("PUT", uri(), ServedRun.artifact(uri(), model, "model.ubj"), "other");
  }

  @Test
  void a_file_too_many_is_as_bad_as_one_that_was_changed() {
    TrackedRun run = tracked("first");
    ModelVersion version =
        registry()
            .register(
                new ModelRegistration(
                    new ModelName("spend"),
                    "first",
                    run.id(),
                    run.model().orElseThrow(),
                    Map.of()));
    ServedRun.send(
        "PUT", uri(), ServedRun.artifact(uri(), version.artifact(), "loader.py"), "import os");
    assertThatThrownBy(() -> registry().fetch(version))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("all of them and no others");
  }

  @Override
  protected void lose(ModelArtifact model) {
    ServedRun.send("DELETE", uri(), ServedRun.artifact(uri(), model, "model.ubj"), "");
  }
}
