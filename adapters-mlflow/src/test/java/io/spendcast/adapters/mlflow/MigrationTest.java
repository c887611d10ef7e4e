package io.spendcast.adapters.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own readers on the store that we write without it. */
final class MigrationTest {
  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  /** Tells what a store holds, in MLflow's words. */
  private static final String READER =
      """
      import json, sys
      from mlflow import MlflowClient
      client = MlflowClient(sys.argv[1], sys.argv[1])
      experiment = client.get_experiment_by_name("spendcast").experiment_id
      run = client.search_runs([experiment])[0]
      version = client.get_model_version_by_alias("spend", "champion")
      dataset = run.inputs.dataset_inputs[0].dataset
      found = {
          "status": run.info.status,
          "params": run.data.params,
          "mae": run.data.metrics["mae"],
          "curve": [p.value for p in client.get_metric_history(run.info.run_id, "train_rmse")],
          "verdict": run.data.tags["spendcast.verdict"],
          "dataset": [dataset.name, json.loads(dataset.source)["delta_table_version"]],
          "artifacts": [file.path for file in client.list_artifacts(run.info.run_id)],
          "stage": version.current_stage,
          "of_run": version.run_id == run.info.run_id,
      }
      with open(sys.argv[2], "w") as answer:
          json.dump(found, answer)
      """;

  @TempDir private Path directory;

  @Test
  void mlflow_reads_the_embedded_store_and_migrates_it() throws Exception {
    Path store = directory.resolve("mlruns");
    write(store);
    JsonNode asItIs = found(store.toString());
    assertThat(asItIs.get("status").asText()).isEqualTo("FINISHED");
    assertThat(asItIs.at("/params/horizon_days").asText()).isEqualTo("90");
    assertThat(asItIs.get("mae").asDouble()).isEqualTo(12.5);
    assertThat(asItIs.get("curve").toString()).isEqualTo("[3.0,2.0,1.5]");
    assertThat(asItIs.get("verdict").asText()).isEqualTo("SKILL");
    assertThat(asItIs.get("dataset").toString()).isEqualTo("[\"customer_features\",42]");
    assertThat(asItIs.get("artifacts").toString()).isEqualTo("[\"evaluation\",\"model\"]");
    assertThat(asItIs.get("stage").asText()).isEqualTo("Production");
    assertThat(asItIs.get("of_run").asBoolean()).isTrue();

    String database = "sqlite:///" + directory.resolve("mlflow.db");
    python("-m", "mlflow", "migrate-filestore", "--source", store.toString(), "--target", database);
    assertThat(found(database)).isEqualTo(asItIs);
  }

  private void write(Path store) {
    MlflowConfig config =
        new MlflowConfig("file:" + store, "", "spendcast", MlflowConfig.Access.NONE);
    ModelName name = new ModelName("spend");
    try (MlflowAdapters mlflow = MlflowAdapters.open(config, Clock.systemUTC())) {
      TrackedRun run = mlflow.tracker().record(run());
      mlflow
          .registry()
          .register(
              new ModelRegistration(
                  name, run.id(), run.id(), run.model().orElseThrow(), Map.of("a", "b")));
      mlflow
          .registry()
          .move(new StageMove(name, 1, Stage.PRODUCTION, Optional.empty(), Map.of("c", "d")));
    }
  }

  private RunRecord run() {
    return new RunRecord(
            "key",
            "xgboost",
            Optional.empty(),
            Map.of("horizon_days", "90"),
            Map.of("mae", 12.5),
            Map.of("spendcast.verdict", "SKILL"),
            List.of(new Artifact("evaluation/metrics.json", "{}")),
            Optional.of(ModelFiles.booster(directory.resolve("trained"), "trees")),
            NOW,
            NOW.plusSeconds(60))
        .with(
            List.of(new TableVersion(new TableName("features/tpcds/customer_features"), 42)),
            Map.of("train_rmse", List.of(3.0, 2.0, 1.5)));
  }

  private JsonNode found(String store) throws Exception {
    Path answer = directory.resolve("found.json");
    python("-c", READER, store, answer.toString());
    return new JsonMapper().readTree(Files.readString(answer));
  }

  private void python(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(SERVER.python().python().toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("MLFLOW_ALLOW_FILE_STORE", "true");
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
