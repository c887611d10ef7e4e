package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Wiring;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command that brings local runs and models to a server. It starts no Spark. */
final class PublishIT {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private final String experiment = "command " + UUID.randomUUID();
  private final ModelName name = new ModelName("command." + UUID.randomUUID());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir private Path directory;

  @BeforeEach
  void keep_a_run_and_a_version_locally() {
    try (MlflowAdapters local = open("file:" + directory.resolve("mlruns"))) {
      TrackedRun run = local.tracker().record(run());
      local
          .registry()
          .register(
              new ModelRegistration(name, run.id(), run.id(), run.model().orElseThrow(), Map.of()));
      local.registry().move(new StageMove(name, 1, Stage.PRODUCTION, Optional.empty(), Map.of()));
    }
  }

  @Test
  void publishing_twice_leaves_everything_there_once() throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(publish(SERVER.uri())).as(said()).isEqualTo(ExitCode.DONE);
      JsonNode outputs = new JsonMapper().readTree(said()).get("outputs");
      assertThat(outputs.get("runs").asInt()).isEqualTo(1);
      assertThat(outputs.get("model_versions").asInt()).isEqualTo(1);
    }
    assertThat(runsOnServer()).isEqualTo(1);
    try (MlflowAdapters server = open(SERVER.uri().toString())) {
      assertThat(server.registry().find(name).orElseThrow().versions())
          .extracting(ModelVersion::stage)
          .containsExactly(Stage.PRODUCTION);
    }
  }

  @Test
  void a_server_that_cannot_be_reached_is_told_by_the_exit_code() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(publish(URI.create("http://127.0.0.1:" + port))).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ExitCode.UNAVAILABLE.number()).isEqualTo(5);
    JsonNode error = new JsonMapper().readTree(said()).get("error");
    assertThat(error.get("kind").asText()).isEqualTo("UNAVAILABLE");
    assertThat(error.get("message").asText()).contains("nobody answers there");
  }

  private ExitCode publish(URI to) {
    out.reset();
    PrintStream answers = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream others = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new Program(new Wiring(Clock.systemUTC()), Clock.systemUTC(), answers, others)
        .run(
            List.of(
                "publish",
                "--to",
                to.toString(),
                "--json",
                "--set",
                "tracking.uri=file:" + directory.resolve("mlruns"),
                "--set",
                "lake=" + directory.resolve("lake")));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private int runsOnServer() throws Exception {
    JsonNode experiments =
        ask("experiments/search", "{\"max_results\": 1, \"filter\": \"name = '%s'\"}");
    String id = experiments.at("/experiments/0/experiment_id").asText();
    return ask("runs/search", "{\"experiment_ids\": [\"" + id + "\"]}").get("runs").size();
  }

  private JsonNode ask(String path, String question) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.uri() + "/api/2.0/mlflow/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(question.formatted(experiment)))
            .build();
    return new JsonMapper()
        .readTree(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }

  private MlflowAdapters open(String uri) {
    MlflowConfig config = new MlflowConfig(uri, "", experiment, Map.of());
    return MlflowAdapters.open(config, Clock.systemUTC());
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
        Optional.of(ModelFiles.booster(directory.resolve("trained"), "trees")),
        NOW,
        NOW.plusSeconds(60));
  }
}
