package io.spendcast.adapters.mlflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
          "rows": json.loads(dataset.profile)["num_rows"],
          "columns": [column["name"] for column in json.loads(dataset.schema)["mlflow_colspec"]],
          "artifacts": [file.path for file in client.list_artifacts(run.info.run_id)],
          "evaluation": open(client.download_artifacts(run.info.run_id, "evaluation/metrics.json")).read(),
          "experiments": [one.name for one in client.search_experiments() if one.name != "Default"],
          "models": [one.name for one in client.search_registered_models()],
          "stage": version.current_stage,
          "of_run": version.run_id == run.info.run_id,
      }
      with open(sys.argv[2], "w") as answer:
          json.dump(found, answer)
      """;

  @TempDir private Path directory;

  @Test
  void an_mlflow_server_shows_the_embedded_store_and_migrates_it() throws Exception {
    Path store = directory.resolve("mlruns");
    write(store);
    JsonNode asItIs;
    try (MlflowServer.Served server = SERVER.serve(store)) {
      asItIs = found(server.uri().toString());
    }
    assertThat(asItIs.get("status").asText()).isEqualTo("FINISHED");
    assertThat(asItIs.at("/params/horizon_days").asText()).isEqualTo("90");
    assertThat(asItIs.get("mae").asDouble()).isEqualTo(12.5);
    assertThat(asItIs.get("curve").toString()).isEqualTo("[3.0,2.0,1.5]");
    assertThat(asItIs.get("verdict").asText()).isEqualTo("SKILL");
    assertThat(asItIs.get("dataset").toString()).isEqualTo("[\"customer_features\",42]");
    assertThat(asItIs.get("rows").asLong()).isEqualTo(1000);
    assertThat(asItIs.get("columns").toString()).isEqualTo("[\"tenure_days\",\"label\"]");
    assertThat(asItIs.get("evaluation").asText()).isEqualTo("{}");
    assertThat(asItIs.get("experiments").toString()).isEqualTo("[\"spendcast\"]");
    assertThat(asItIs.get("models").toString()).isEqualTo("[\"spend\"]");
    assertThat(asItIs.get("artifacts").toString()).isEqualTo("[\"evaluation\",\"model\"]");
    assertThat(asItIs.get("stage").asText()).isEqualTo("Production");
    assertThat(asItIs.get("of_run").asBoolean()).isTrue();

    String database = "sqlite:///" + directory.resolve("mlflow.db");
    SERVER
        .python()
        .run(
            directory,
            "-m",
            "mlflow",
            "migrate-filestore",
            "--source",
            store.toString(),
            "--target",
            database);
    assertThat(found(database)).isEqualTo(asItIs);
  }

  private void write(Path store) {
    MlflowConfig config = new MlflowConfig("file:" + store, "", "spendcast", Map.of());
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
            List.of(
                new RunInput(
                    new TableVersion(new TableName("features/tpcds/customer_features"), 42),
                    List.of("tenure_days", "label"),
                    OptionalLong.of(1000))),
            Map.of("train_rmse", List.of(3.0, 2.0, 1.5)));
  }

  private JsonNode found(String store) throws Exception {
    Path answer = directory.resolve("found.json");
    SERVER.python().run(directory, "-c", READER, store, answer.toString());
    return new JsonMapper().readTree(Files.readString(answer));
  }
}
