package io.spendcast.adapters.mlflow.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.EmbeddedRun;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.testkit.ExperimentTrackerContract;
import io.spendcast.testkit.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTrackerTest extends ExperimentTrackerContract {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @TempDir Path parent;

  @Override
  protected ExperimentTracker tracker() {
    return tracker("spendcast");
  }

  @Override
  protected RunRecord recorded(TrackedRun run) {
    return new EmbeddedRun(root(), run.id()).record();
  }

  private Path root() {
    return parent.resolve("mlruns");
  }

  private ExperimentTracker tracker(String experiment) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new FileStoreTracker(new Store(root()), experiment, clock);
  }

  private static RunRecord run(Map<String, String> params) {
    return new RunRecord(
        "r1/xgboost",
        "xgboost",
        Optional.empty(),
        params,
        Map.of("mae", 12.5),
        Map.of("spendcast.verdict", "NO_SKILL"),
        List.of(new Artifact("evaluation/metrics.json", "{}")),
        Optional.empty(),
        Instant.parse("2026-11-23T08:00:00Z"),
        Instant.parse("2026-11-23T08:01:00Z"));
  }

  private static RunRecord withModel(Path scratch) {
    RunRecord run = run(Map.of("horizon_days", "90"));
    return new RunRecord(
        run.key(),
        run.name(),
        run.parentId(),
        run.params(),
        run.metrics(),
        run.tags(),
        run.artifacts(),
        Optional.of(ModelFiles.booster(scratch, "trees")),
        run.started(),
        run.ended());
  }

  private static List<String> tree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(path -> root.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void what_people_read_first_is_the_note_of_the_run() throws IOException {
    TrackedRun run = tracker().record(run(Map.of()).describedAs("no skill"));
    Path directory = new EmbeddedRun(root(), run.id()).directory();
    assertThat(directory.resolve("tags/mlflow.note.content")).hasContent("no skill");
  }

  @Test
  void writes_the_tree_that_mlflow_reads() throws IOException {
    TrackedRun run = tracker().record(withModel(parent.resolve("trained")));
    Path directory = new EmbeddedRun(root(), run.id()).directory();
    assertThat(tree(directory))
        .containsExactly(
            "artifacts/",
            "artifacts/evaluation/",
            "artifacts/evaluation/metrics.json",
            "artifacts/model/",
            "artifacts/model/MLmodel",
            "artifacts/model/conda.yaml",
            "artifacts/model/input_example.json",
            "artifacts/model/model.ubj",
            "artifacts/model/python_env.yaml",
            "artifacts/model/requirements.txt",
            "artifacts/model/serving_input_example.json",
            "meta.yaml",
            "metrics/",
            "metrics/mae",
            "params/",
            "params/horizon_days",
            "tags/",
            "tags/mlflow.log-model.history",
            "tags/mlflow.runName",
            "tags/mlflow.source.name",
            "tags/mlflow.source.type",
            "tags/spendcast.run_key",
            "tags/spendcast.verdict");
    assertThat(directory.resolve("metrics/mae")).hasContent("1795420860000 12.5 0\n");
    assertThat(directory.resolve("params/horizon_days")).hasBinaryContent(new byte[] {'9', '0'});
    assertThat(directory.resolve("tags/mlflow.runName")).hasContent("xgboost");
  }

  @Test
  void a_run_that_has_lost_its_model_is_not_found_and_recorded_again() throws IOException {
    RunRecord record = withModel(parent.resolve("trained"));
    TrackedRun run = tracker().record(record);
    assertThat(tracker().find(record.key())).contains(run);
    Path model = new EmbeddedRun(root(), run.id()).directory().resolve("artifacts/model/model.ubj");
    Files.writeString(model, "other");
    assertThat(tracker().find(record.key())).isEmpty();
    TrackedRun again = tracker().record(record);
    assertThat(again.id()).isNotEqualTo(run.id());
    assertThat(tracker().find(record.key())).contains(again);
    assertThat(model).hasContent("other");
    Files.delete(model);
    assertThat(tracker().find(record.key())).contains(again);
    FileTree.delete(Path.of(again.model().orElseThrow().location()));
    assertThat(tracker().find(record.key())).isEmpty();
  }

  @Test
  void describes_experiment_and_run() throws IOException {
    TrackedRun run = tracker().record(run(Map.of()));
    EmbeddedRun stored = new EmbeddedRun(root(), run.id());
    String experiment = stored.directory().getParent().getFileName().toString();
    assertThat(experiment).matches("[1-9][0-9]{17}");
    assertThat(Files.readString(stored.directory().resolve("../meta.yaml")))
        .isEqualTo(
            """
            experiment_id: "%1$s"
            name: "spendcast"
            artifact_location: "file://%2$s/%1$s"
            creation_time: 1795424400000
            last_update_time: 1795424400000
            lifecycle_stage: "active"
            """
                .formatted(experiment, root()));
    assertThat(Files.readString(stored.directory().resolve("meta.yaml")))
        .isEqualTo(
            """
            run_id: "%3$s"
            run_uuid: "%3$s"
            run_name: "xgboost"
            experiment_id: "%1$s"
            user_id: "spendcast"
            status: 3
            start_time: 1795420800000
            end_time: 1795420860000
            deleted_time: null
            lifecycle_stage: "active"
            artifact_uri: "file://%2$s/%1$s/%3$s/artifacts"
            source_type: 4
            source_name: ""
            source_version: ""
            entry_point_name: ""
            tags: []
            """
                .formatted(experiment, root(), run.id()));
  }

  @Test
  void a_run_without_anything_has_the_directories_that_mlflow_wants() throws IOException {
    RunRecord bare =
        new RunRecord(
            "bare",
            "bare",
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            NOW,
            NOW);
    Path directory = new EmbeddedRun(root(), tracker().record(bare).id()).directory();
    assertThat(tree(directory)).contains("artifacts/", "metrics/", "params/", "tags/");
  }

  @Test
  void only_experiments_lie_in_the_root() throws IOException {
    tracker().record(withModel(parent.resolve("trained")));
    tracker("another").record(run(Map.of()));
    try (Stream<Path> inRoot = Files.list(root())) {
      assertThat(inRoot).hasSize(2).allMatch(path -> Files.exists(path.resolve("meta.yaml")));
    }
    assertThat(tree(parent.resolve("mlruns.spendcast")))
        .contains("lock", "scratch/")
        .allMatch(path -> path.equals("lock") || path.matches("(scratch|digests)/.*"));
  }

  @Test
  void what_a_crash_left_is_not_seen() throws IOException {
    TrackedRun whole = tracker().record(run(Map.of()));
    Path left = new Store(root()).scratch();
    Files.writeString(left.resolve("meta.yaml"), "run_id: half");
    List<String> before = tree(root());
    assertThat(tracker().find("r1/xgboost")).contains(whole);
    assertThat(tracker().find("half")).isEmpty();
    assertThat(tree(root())).isEqualTo(before);
  }

  @Test
  void what_a_crash_left_goes_after_a_day() throws IOException {
    Path left = new Store(root()).scratch();
    Path recent = new Store(root()).scratch();
    Files.writeString(left.resolve("meta.yaml"), "run_id: half");
    Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(recent, FileTime.from(NOW.minus(Duration.ofHours(23))));
    tracker().record(run(Map.of()));
    assertThat(left).doesNotExist();
    assertThat(recent).exists();
  }

  @Test
  void looking_for_a_run_creates_nothing() {
    assertThat(tracker().find("r1/xgboost")).isEmpty();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void experiments_have_runs_of_their_own() {
    TrackedRun run = tracker().record(run(Map.of()));
    assertThat(tracker("another").find("r1/xgboost")).isEmpty();
    assertThat(tracker("another").record(run(Map.of())).id()).isNotEqualTo(run.id());
  }

  @Test
  void a_run_that_was_deleted_in_mlflow_is_recorded_anew() throws IOException {
    TrackedRun first = tracker().record(run(Map.of()));
    Path meta = new EmbeddedRun(root(), first.id()).directory().resolve("meta.yaml");
    Files.writeString(
        meta, Files.readString(meta).replace("stage: \"active\"", "stage: \"deleted\""));
    assertThat(tracker().find("r1/xgboost")).isEmpty();
    TrackedRun second = tracker().record(run(Map.of()));
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(tracker().find("r1/xgboost")).contains(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escape", "/absolute", "a//b", "a/./b", "what?", ""})
  void a_name_that_mlflow_would_not_read_is_refused(String name) {
    assertInvalid(() -> tracker().record(run(Map.of(name, "1"))));
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void names_that_collide_as_files_are_refused() {
    assertInvalid(() -> tracker().record(run(Map.of("p", "1", "p/q", "2"))));
    assertInvalid(() -> tracker().record(run(Map.of("p", "1", "P", "2"))));
  }

  @Test
  void a_value_that_servers_would_cut_off_is_refused() {
    assertInvalid(() -> tracker().record(run(Map.of("long", "x".repeat(6001)))));
  }

  @Test
  void a_run_whose_description_is_damaged_is_recorded_anew() throws IOException {
    TrackedRun run = tracker().record(run(Map.of()));
    Path meta = new EmbeddedRun(root(), run.id()).directory().resolve("meta.yaml");
    for (String damage : List.of("", "{: [", "run_id: \"only\"")) {
      Files.writeString(meta, damage);
      assertThat(tracker().find("r1/xgboost")).isEmpty();
    }
    assertThat(tracker().record(run(Map.of())).id()).isNotEqualTo(run.id());
  }

  @Test
  void a_run_whose_model_description_is_damaged_is_recorded_anew() throws IOException {
    TrackedRun run = tracker().record(withModel(parent.resolve("trained")));
    Path mlmodel = Path.of(run.model().orElseThrow().location()).resolve("MLmodel");
    for (String damage :
        List.of("", "flavors: {sklearn: {}}", "metadata: {inputs: [], format: PICKLE}")) {
      Files.writeString(mlmodel, damage);
      assertThat(tracker().find("r1/xgboost")).isEmpty();
    }
    assertThat(tracker().record(withModel(parent.resolve("again"))).id()).isNotEqualTo(run.id());
  }

  @Test
  void a_foreign_directory_is_left_alone() throws IOException {
    Files.createDirectories(root().resolve("photos"));
    assertThat(assertInvalid(() -> tracker().record(run(Map.of()))).problem()).contains("photos");
    assertThat(tree(root())).containsExactly("photos/");
  }

  @Test
  void a_file_in_place_of_the_store_is_refused() throws IOException {
    Files.writeString(root(), "not a directory");
    SpendcastException failure = assertInvalid(() -> tracker().record(run(Map.of())));
    assertThat(failure.problem()).contains(root() + " is not a directory");
  }

  @Test
  void a_store_below_a_file_is_refused() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "not a directory");
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Store store = new Store(file.resolve("mlruns"));
    assertInvalid(() -> new FileStoreTracker(store, "spendcast", clock).record(run(Map.of())));
  }

  @Test
  void an_experiment_that_was_deleted_in_mlflow_is_not_made_again() throws IOException {
    TrackedRun run = tracker().record(run(Map.of()));
    Path experiment = new EmbeddedRun(root(), run.id()).directory().getParent();
    Path trash = Files.createDirectory(root().resolve(".trash"));
    Files.move(experiment, trash.resolve(experiment.getFileName()));
    assertThat(assertInvalid(() -> tracker().record(run(Map.of()))).hint()).contains("Restore");
    assertThat(assertInvalid(() -> tracker().find("any")).hint()).contains("Restore");
  }

  @Test
  void a_python_user_finds_what_loads_the_booster() {
    TrackedRun run = tracker().record(withModel(parent.resolve("trained")));
    Path model = Path.of(run.model().orElseThrow().location());
    JsonNode mlmodel = EmbeddedRun.yaml(model.resolve("MLmodel"));
    assertThat(mlmodel.at("/run_id").textValue()).isEqualTo(run.id());
    assertThat(mlmodel.at("/model_uuid").textValue()).matches("[0-9a-f]{32}");
    assertThat(mlmodel.at("/utc_time_created").textValue()).isEqualTo("2026-11-23 09:00:00.000000");
    assertThat(mlmodel.at("/flavors/xgboost/data").textValue()).isEqualTo("model.ubj");
    assertThat(mlmodel.at("/flavors/python_function/loader_module").textValue())
        .isEqualTo("mlflow.xgboost");
    assertThat(mlmodel.at("/signature/inputs").textValue())
        .isEqualTo(
            "[{\"type\":\"double\",\"name\":\"spend_last_horizon\",\"required\":true},"
                + "{\"type\":\"double\",\"name\":\"tenure_days\",\"required\":true}]");
    assertThat(mlmodel.at("/signature/outputs").textValue())
        .isEqualTo("[{\"type\":\"double\",\"name\":\"prediction\",\"required\":true}]");
    assertThat(model.resolve("requirements.txt"))
        .content()
        .matches("mlflow==[\\d.]+\nxgboost==[\\d.]+\npandas<3\n");
  }

  @Test
  void a_python_user_finds_what_loads_the_pipeline() throws IOException {
    Path trained = parent.resolve("pipeline");
    ModelArtifact pipeline = ModelFiles.pipeline(trained, "stages");
    Files.writeString(trained.resolve("sparkml/metadata/.part-00000.crc"), "checksum");
    RunRecord run = run(Map.of());
    RunRecord record =
        new RunRecord(
            run.key(),
            run.name(),
            run.parentId(),
            run.params(),
            run.metrics(),
            run.tags(),
            run.artifacts(),
            Optional.of(pipeline),
            run.started(),
            run.ended());
    Path model = Path.of(tracker().record(record).model().orElseThrow().location());
    JsonNode flavors = EmbeddedRun.yaml(model.resolve("MLmodel")).get("flavors");
    assertThat(flavors.at("/spark/model_data").textValue()).isEqualTo("sparkml");
    assertThat(flavors.at("/spark/pyspark_version").textValue()).startsWith("4.");
    assertThat(flavors.at("/python_function/loader_module").textValue()).isEqualTo("mlflow.spark");
    assertThat(tree(model.resolve("sparkml"))).noneMatch(file -> file.endsWith(".crc"));
    assertThat(model.resolve("requirements.txt")).content().contains("pyspark==4.");
  }

  private static SpendcastException assertInvalid(ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(Kind.INVALID);
    assertThat(failure.problem()).startsWith("Cannot ");
    return failure;
  }
}
