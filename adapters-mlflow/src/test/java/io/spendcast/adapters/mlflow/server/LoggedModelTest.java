package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The models of MLflow 3, as its own Python finds them. */
final class LoggedModelTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final String READER =
      """
      import json, sys
      import mlflow
      from mlflow import MlflowClient
      server, run_id, name, answer = sys.argv[1:]
      mlflow.set_tracking_uri(server)
      run = mlflow.get_run(run_id)
      model = mlflow.get_logged_model(run.outputs.model_outputs[0].model_id)
      found = mlflow.search_logged_models(
          experiment_ids=[run.info.experiment_id],
          filter_string="params.horizon_days = '90' AND metrics.mae < 13 AND name = 'rate-season'",
          output_format="list")
      info = mlflow.models.get_model_info(model.model_uri)
      with open(answer, "w") as file:
          json.dump({
              "found": [one.model_id for one in found],
              "id": model.model_id,
              "status": str(model.status),
              "of_run": model.source_run_id == run_id,
              "verdict": model.tags["spendcast.verdict"],
              "versions": json.loads(model.tags["mlflow.modelVersions"]),
              "metrics": {metric.key: metric.value for metric in model.metrics},
              "uuid": info.model_uuid,
              "by_run": mlflow.models.get_model_info(f"runs:/{run_id}/{model.name}").model_uuid,
              "by_version": mlflow.models.get_model_info(f"models:/{name}/1").model_uuid,
              "tables": info.metadata["provenance"]["tables"],
              "inputs": info.signature.inputs.input_names(),
              "files": [file.path for file in MlflowClient().list_logged_model_artifacts(model.model_id)],
          }, file)
      """;

  private final ModelName name = new ModelName("logged." + UUID.randomUUID());
  private final String experiment = "logged " + UUID.randomUUID();
  @TempDir private Path directory;

  @Test
  void a_python_user_finds_it_by_its_run_its_version_and_its_numbers() throws Exception {
    try (MlflowAdapters mlflow = open()) {
      TrackedRun run = mlflow.tracker().record(run());
      String location = run.model().orElseThrow().location().toString();
      register(run, mlflow);
      JsonNode found = found("-c", READER, SERVER.uri().toString(), run.id(), name.value());
      String id = found.get("id").asText();
      assertThat(location).isEqualTo("models:/" + id + "/");
      assertThat(found.get("found").toString()).isEqualTo("[\"" + id + "\"]");
      assertThat(found.get("status").asText()).isEqualTo("READY");
      assertThat(found.get("of_run").asBoolean()).isTrue();
      assertThat(found.get("verdict").asText()).isEqualTo("SKILL");
      assertThat(found.at("/versions/0/name").asText()).isEqualTo(name.value());
      assertThat(found.at("/metrics/mae").asDouble()).isEqualTo(12.5);
      assertThat(List.of("uuid", "by_run", "by_version"))
          .allSatisfy(way -> assertThat(found.get(way).asText()).as(way).isEqualTo(id));
      assertThat(found.get("tables").toString())
          .isEqualTo("[\"features/tpcds/customer_features@v42\"]");
      assertThat(found.get("inputs").toString())
          .isEqualTo("[\"spend_last_horizon\",\"tenure_days\"]");
      assertThat(found.get("files").toString()).contains("\"MLmodel\"", "\"model.ubj\"");
    }
  }

  @Test
  void files_on_a_disk_shared_with_the_server_are_written_listed_and_fetched() throws IOException {
    Path root = directory.resolve("shared");
    ServedRun.json(
        "POST",
        SERVER.uri(),
        "/api/2.0/mlflow/experiments/create",
        "{\"name\": \"%s\", \"artifact_location\": \"%s\"}".formatted(experiment, root.toUri()));
    try (MlflowAdapters mlflow = open()) {
      TrackedRun run = mlflow.tracker().record(run());
      ModelVersion version = register(run, mlflow);
      assertThat(FileTree.walk(root)).anyMatch(path -> path.endsWith("model.ubj"));
      Path fetched = Path.of(mlflow.registry().fetch(version).artifact().location());
      assertThat(fetched).isNotEqualTo(root);
      assertThat(fetched.resolve("model.ubj")).hasContent("trees");
    }
  }

  private JsonNode found(String... arguments) throws IOException {
    Path answer = directory.resolve("found.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(answer.toString());
    SERVER.python().run(directory, all.toArray(String[]::new));
    return new JsonMapper().readTree(answer.toFile());
  }

  private MlflowAdapters open() {
    return MlflowAdapters.open(
        new MlflowConfig(SERVER.uri().toString(), "", experiment, Map.of()), Clock.systemUTC());
  }

  private ModelVersion register(TrackedRun run, MlflowAdapters mlflow) {
    return mlflow
        .registry()
        .register(
            new ModelRegistration(
                name, run.id(), run.id(), run.model().orElseThrow(), Map.of("a", "b")));
  }

  private RunRecord run() {
    TableVersion features = new TableVersion(new TableName("features/tpcds/customer_features"), 42);
    return new RunRecord(
            "key",
            "rate/season",
            Optional.empty(),
            Map.of("horizon_days", "90"),
            Map.of("mae", 12.5),
            Map.of("spendcast.verdict", "SKILL"),
            List.of(),
            Optional.of(ModelFiles.booster(directory.resolve("trained"), "trees")),
            NOW,
            NOW)
        .with(List.of(new RunInput(features, List.of("label"), OptionalLong.of(7))), Map.of());
  }
}
