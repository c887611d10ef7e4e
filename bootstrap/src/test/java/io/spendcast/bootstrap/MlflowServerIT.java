package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.bootstrap.wiring.Wiring;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome.Candidate;
import io.spendcast.testkit.mlflow.MlflowServer;
import io.spendcast.testkit.mlflow.PythonEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real pipeline on a real MLflow server, and Python as its user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MlflowServerIT {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final ModelName KINDS = new ModelName("every_kind");
  private static final ModelName TRAINED_IN_PYTHON = new ModelName("trained_in_python");

  /**
   * One of each kind, which is loaded in every way there is; the other baselines are lines like the
   * seasonal mean, and are loaded by version.
   */
  private static final Set<Algorithm> KINDS_OF_MODEL =
      EnumSet.of(
          Algorithm.SEASONAL_MEAN,
          Algorithm.LINEAR,
          Algorithm.RANDOM_FOREST,
          Algorithm.GBT,
          Algorithm.XGBOOST);

  @TempDir static Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private CompletableFuture<PythonEnvironment> python;
  private ExitCode exit;

  @BeforeAll
  void run_once() {
    python = CompletableFuture.supplyAsync(() -> PythonEnvironment.of(PythonEnvironment.CLIENT));
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    exit =
        new Program(new Wiring(Clock.systemUTC()), Clock.systemUTC(), stream, stream)
            .run(List.of("run", "--quiet", "--config", configuration().toString()));
  }

  private static Path configuration() {
    String yaml =
        """
        lake: %s/lake
        tracking: {uri: "%s"}
        source: {tpcds: {scale: 0.001}}
        training: {train-as-ofs: 3, test-as-ofs: 2}
        spark: {master: "local[2]", conf: {spark.sql.shuffle.partitions: "2"}}
        """
            .formatted(directory, SERVER.uri());
    try {
      return Files.writeString(directory.resolve("server.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_whole_workflow_runs_on_a_server() {
    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    try (Parts parts = open()) {
      ModelVersion version =
          parts
              .get(ModelRegistry.class)
              .find(new ModelName("tpcds_customer_spend_model"))
              .orElseThrow()
              .in(Stage.PRODUCTION)
              .orElseThrow();
      assertThat(version.artifact().location().getScheme()).isEqualTo("models");
    }
  }

  @Test
  void python_and_the_jvm_load_each_others_models_and_predict_the_same() throws Exception {
    JsonNode found = new JsonMapper().readTree(load(cases()));
    assertThat(found.get("models"))
        .as("all but the rules of buying, whose fit is degenerate on TPC-DS")
        .hasSize(Algorithm.values().length - 2)
        .allSatisfy(
            model ->
                assertThat(model.get("differences"))
                    .isNotEmpty()
                    .allSatisfy(
                        one -> assertThat(one.asDouble()).as(model.toString()).isLessThan(1e-6)));
    PredictionBatch batch = scoredWithThatOfPython();
    assertThat(batch.customers()).isEqualTo(found.get("customers").asLong()).isPositive();
    assertThat(batch.totalSpend()).isCloseTo(sum(found.get("trained")), withinPercentage(1e-4));
    Files.writeString(Path.of("target", "interop.json"), found.get("models").toPrettyString());
  }

  private static double sum(JsonNode numbers) {
    double sum = 0;
    for (JsonNode number : numbers) {
      sum += number.asDouble();
    }
    return sum;
  }

  /** What the JVM predicts with the model that Python trained. */
  private static PredictionBatch scoredWithThatOfPython() {
    try (Parts parts = open()) {
      RunManifest manifest = parts.get(RunJournal.class).latest().orElseThrow();
      ModelVersion version =
          parts.get(ModelRegistry.class).find(TRAINED_IN_PYTHON).orElseThrow().versions().get(0);
      return scored(version, manifest.features().orElseThrow(), parts);
    }
  }

  /** All candidates as versions of one model, each with an alias, scored by the JVM. */
  private String cases() throws Exception {
    try (Parts parts = open()) {
      RunManifest manifest = parts.get(RunJournal.class).latest().orElseThrow();
      FeatureBuild features = manifest.features().orElseThrow();
      ObjectNode cases = new JsonMapper().createObjectNode();
      cases.put("server", SERVER.uri().toString());
      cases.put("as_of", features.plan().scoring().day().toString());
      cases.put("trained", TRAINED_IN_PYTHON.value());
      ArrayNode inputs = cases.putArray("inputs");
      cases.set("features", table(features.table().table()));
      ArrayNode models = cases.putArray("models");
      for (Candidate candidate : manifest.training().orElseThrow().candidates()) {
        if (inputs.isEmpty()) {
          List<String> read = candidate.run().model().orElseThrow().inputs();
          read.forEach(inputs::add);
          cases.put("fingerprint", features.table().of(read).value());
        }
        ModelVersion version = registered(candidate, parts.get(ModelRegistry.class));
        String alias = candidate.algorithm().label();
        name(version, alias);
        models
            .addObject()
            .put("kind", alias)
            .put("version", "models:/%s/%s".formatted(KINDS, version.number()))
            .put("alias", "models:/%s@%s".formatted(KINDS, alias))
            .put("every_way", KINDS_OF_MODEL.contains(candidate.algorithm()))
            .set("scored", table(scored(version, features, parts).scored()));
      }
      return cases.toString();
    }
  }

  private static ModelVersion registered(Candidate candidate, ModelRegistry registry) {
    return registry.register(
        new ModelRegistration(
            KINDS,
            candidate.run().id(),
            candidate.run().id(),
            candidate.run().model().orElseThrow(),
            Map.of()));
  }

  private static PredictionBatch scored(ModelVersion version, FeatureBuild features, Parts parts) {
    ModelVersion fetched = parts.get(ModelRegistry.class).fetch(version);
    return parts
        .get(Scorer.class)
        .score(
            new ScoringRequest(
                fetched,
                features.table(),
                features.plan().scoring(),
                new RunId("interop"),
                Clock.systemUTC().instant()));
  }

  private static ObjectNode table(TableVersion table) {
    return new JsonMapper()
        .createObjectNode()
        .put("path", directory.resolve("lake").resolve(table.table().value()).toString())
        .put("version", table.version());
  }

  private static void name(ModelVersion version, String alias) throws Exception {
    String body =
        "{\"name\": \"%s\", \"alias\": \"%s\", \"version\": \"%s\"}"
            .formatted(KINDS, alias, version.number());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.uri() + "/api/2.0/mlflow/registered-models/alias"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private String load(String cases) throws Exception {
    Path log = directory.resolve("python.log");
    Path found = directory.resolve("found.json");
    ProcessBuilder builder =
        new ProcessBuilder(
                python.get().python().toString(),
                Path.of("src", "test", "python", "load_models.py").toAbsolutePath().toString(),
                found.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      input.write(cases.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor()).as("see %s: %s", log, Files.readString(log)).isZero();
    return Files.readString(found);
  }

  private static Parts open() {
    Config config =
        ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(configuration()), List.of()));
    return new Wiring(Clock.systemUTC()).open(Need.PIPELINE, config);
  }
}
