package io.spendcast.adapters.databricks.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ModelFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A model to be registered, and clocks. */
final class RegistryFixture {
  static final String LOGGED_ID = "m-0123456789abcdef0123456789abcdef";
  static final ModelName NAME = new ModelName("spend");

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private RegistryFixture() {}

  public static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** When a lock that a crash left is old. */
  public static Clock later() {
    return Clock.offset(clock(), Duration.ofMinutes(10));
  }

  public static ModelRegistration registration(Path directory, String release) {
    ModelArtifact model = ModelFiles.booster(directory.resolve(release), "content of " + release);
    DescribedModels.write(
        directory.resolve(release).resolve("MLmodel"),
        "flavors: {xgboost: {data: model.ubj}}\nsignature: {inputs: '[]', outputs: '[]'}\n");
    return new ModelRegistration(
        NAME, release, "run-" + release, model, Map.of("spendcast.verdict", "SKILL"));
  }

  /** The same, named as MLflow 3 names a run's model, and the workspace that knows its files. */
  public static ModelRegistration logged(ModelRegistration registration, WorkspaceServer server) {
    URI files = registration.artifact().location();
    server.add(
        call ->
            call.path().equals("/api/2.0/mlflow/logged-models/" + LOGGED_ID)
                ? Optional.of(Reply.json(answer(files)))
                : Optional.empty());
    return new ModelRegistration(
        registration.name(),
        registration.release(),
        registration.trackedRunId(),
        registration.artifact().at(URI.create("models:/" + LOGGED_ID)),
        registration.tags());
  }

  private static ObjectNode answer(URI files) {
    ObjectNode answer = new ObjectMapper().createObjectNode();
    answer.putObject("model").putObject("info").put("artifact_uri", files.toString());
    return answer;
  }
}
