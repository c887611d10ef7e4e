package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ExperimentTracker} does. */
public abstract class ExperimentTrackerContract {
  private static final Instant STARTED = Instant.parse("2003-01-02T10:00:00.123Z");
  private static final Instant ENDED = Instant.parse("2003-01-02T10:01:30.456Z");

  @TempDir Path scratch;

  /** A tracker over this test's store, empty at first; asked again, another over the same store. */
  protected abstract ExperimentTracker tracker();

  /** What the store holds of the run; tags may be more than were given, the model may be absent. */
  protected abstract RunRecord recorded(TrackedRun run);

  /** A file of a model that the tracker keeps; asked of the store if it is not a local one. */
  protected String text(ModelArtifact model, String file) {
    return ModelFiles.read(model, file);
  }

  private static RunRecord run(String key) {
    return new RunRecord(
        key,
        "random-forest",
        Optional.empty(),
        Map.of("num_trees", "20", "features", "[spend_last_horizon, tenure_days]"),
        Map.of("rmse", 123.456789012345, "mse_skill", -0.0125),
        Map.of("spendcast.run_id", "first", "spendcast.verdict", "NO_SKILL"),
        List.of(
            new Artifact("evaluation/metrics.json", "{\"rmse\": 123.4}\n"),
            new Artifact("importances.json", "{}")),
        Optional.empty(),
        STARTED,
        ENDED);
  }

  @Test
  void keeps_what_was_read_and_how_it_went() {
    TableVersion features = new TableVersion(new TableName("features/tpcds/customer_features"), 42);
    TableVersion sales = new TableVersion(new TableName("raw/tpcds/store_sales"), 7);
    List<RunInput> inputs =
        List.of(
            new RunInput(features, List.of("tenure_days", "label"), OptionalLong.of(1000)),
            new RunInput(sales, List.of(), OptionalLong.empty()));
    Map<String, List<Double>> curves = Map.of("train_rmse", List.of(3.5, 2.25, 2.25, 1.75));
    RunRecord kept = recorded(tracker().record(run("a").with(inputs, curves)));
    assertThat(kept.inputs()).containsExactlyInAnyOrderElementsOf(inputs);
    assertThat(kept.curves()).isEqualTo(curves);
    assertThat(kept.metrics()).isEqualTo(run("a").metrics());
  }

  private static RunRecord withModel(String key, ModelArtifact model) {
    RunRecord run = run(key);
    return new RunRecord(
        key,
        run.name(),
        run.parentId(),
        run.params(),
        run.metrics(),
        run.tags(),
        run.artifacts(),
        Optional.of(model),
        STARTED,
        ENDED);
  }

  private static RunRecord below(String parent, String key) {
    RunRecord run = run(key);
    return new RunRecord(
        key,
        run.name(),
        Optional.of(parent),
        run.params(),
        run.metrics(),
        run.tags(),
        run.artifacts(),
        run.model(),
        STARTED,
        ENDED);
  }

  @Test
  void keeps_all_that_was_recorded() {
    RunRecord given = run("first/random-forest");
    RunRecord kept = recorded(tracker().record(given));
    assertThat(kept.key()).isEqualTo(given.key());
    assertThat(kept.name()).isEqualTo(given.name());
    assertThat(kept.parentId()).isEmpty();
    assertThat(kept.params()).isEqualTo(given.params());
    assertThat(kept.metrics()).isEqualTo(given.metrics());
    assertThat(kept.tags()).containsAllEntriesOf(given.tags());
    assertThat(kept.artifacts()).containsExactlyInAnyOrderElementsOf(given.artifacts());
    assertThat(kept.started()).isEqualTo(STARTED);
    assertThat(kept.ended()).isEqualTo(ENDED);
  }

  @Test
  void finds_a_run_by_its_key() {
    TrackedRun run = tracker().record(run("first/random-forest"));
    assertThat(run.id()).isNotBlank();
    assertThat(run.name()).isEqualTo("random-forest");
    assertThat(tracker().find("first/random-forest")).contains(run);
  }

  @Test
  void an_unknown_key_is_absent() {
    assertThat(tracker().find("never")).isEmpty();
    tracker().record(run("first/random-forest"));
    assertThat(tracker().find("first")).isEmpty();
    assertThat(tracker().find("first/random-forest/1")).isEmpty();
  }

  @Test
  void recording_the_same_key_again_gives_the_run_that_is_there() {
    TrackedRun run = tracker().record(withModel("a", ModelFiles.booster(scratch, "one")));
    assertThat(tracker().record(withModel("a", ModelFiles.booster(scratch, "two")))).isEqualTo(run);
    assertThat(text(run.model().orElseThrow(), "model.ubj")).isEqualTo("one");
  }

  @Test
  void recording_the_same_key_again_changes_nothing() {
    TrackedRun run = tracker().record(run("a"));
    RunRecord before = recorded(run);
    RunRecord other =
        new RunRecord(
            "a",
            "other",
            Optional.empty(),
            Map.of("num_trees", "99"),
            Map.of("rmse", 0.0),
            Map.of("spendcast.verdict", "SKILL"),
            List.of(),
            Optional.empty(),
            STARTED,
            ENDED);
    assertThat(tracker().record(other)).isEqualTo(run);
    assertThat(recorded(run)).isEqualTo(before);
  }

  @Test
  void other_keys_are_other_runs() {
    TrackedRun first = tracker().record(run("a"));
    TrackedRun second = tracker().record(run("b"));
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(tracker().find("a")).contains(first);
    assertThat(tracker().find("b")).contains(second);
  }

  @Test
  void a_run_knows_what_it_belongs_to() {
    TrackedRun parent = tracker().record(run("a"));
    TrackedRun child = tracker().record(below(parent.id(), "a/1"));
    assertThat(recorded(child).parentId()).contains(parent.id());
  }

  @Test
  void a_run_below_an_unknown_one_is_refused() {
    assertFails(Kind.NOT_FOUND, () -> tracker().record(below("0123456789abcdef", "a/1")));
    assertThat(tracker().find("a/1")).isEmpty();
  }

  @Test
  void a_model_is_copied_with_what_is_needed_to_score() {
    ModelArtifact trained = ModelFiles.booster(scratch.resolve("trained"), "trees");
    TrackedRun run = tracker().record(withModel("a", trained));
    ModelFiles.delete(trained);
    ModelArtifact kept = tracker().find("a").flatMap(TrackedRun::model).orElseThrow();
    assertThat(kept).isEqualTo(run.model().orElseThrow());
    assertThat(kept.location()).isNotEqualTo(trained.location());
    assertThat(kept.format()).isEqualTo(trained.format());
    assertThat(kept.inputs()).isEqualTo(trained.inputs());
    assertThat(kept.features()).isEqualTo(trained.features());
    assertThat(text(kept, "model.ubj")).isEqualTo("trees");
  }

  @Test
  void a_model_of_nested_directories_is_copied_whole() {
    ModelArtifact trained = ModelFiles.pipeline(scratch.resolve("trained"), "stages");
    ModelFiles.write(Path.of(trained.location()).resolve("forecast.json"), "portable");
    ModelArtifact kept = tracker().record(withModel("a", trained)).model().orElseThrow();
    assertThat(text(kept, "sparkml/metadata/part-00000")).isEqualTo("stages");
    assertThat(text(kept, "sparkml/stages/0_model/metadata/part-00000")).isEqualTo("stages");
    assertThat(text(kept, "forecast.json")).isEqualTo("portable");
  }

  @Test
  void a_run_whose_model_is_missing_does_not_appear_and_can_be_recorded_later() {
    ModelArtifact model = ModelFiles.booster(scratch.resolve("trained"), "trees");
    ModelFiles.delete(model);
    assertThatThrownBy(() -> tracker().record(withModel("a", model)))
        .isInstanceOf(SpendcastException.class);
    assertThat(tracker().find("a")).isEmpty();
    ModelFiles.booster(scratch.resolve("trained"), "trees");
    assertThat(tracker().record(withModel("a", model)).model()).isPresent();
  }

  @Test
  void metrics_that_are_not_finite_are_kept_as_such() {
    Map<String, Double> odd =
        Map.of(
            "nan", Double.NaN,
            "up", Double.POSITIVE_INFINITY,
            "down", Double.NEGATIVE_INFINITY,
            "tiny", Double.MIN_VALUE,
            "huge", -Double.MAX_VALUE);
    RunRecord run =
        new RunRecord(
            "a",
            "odd",
            Optional.empty(),
            Map.of(),
            odd,
            Map.of(),
            List.of(),
            Optional.empty(),
            STARTED,
            ENDED);
    assertThat(recorded(tracker().record(run)).metrics()).isEqualTo(odd);
  }

  @Test
  void text_of_any_kind_survives() {
    String text = "Käufer: \"R² > 0,5\"\n\tzweite Zeile \\ {a: [1]} # 顧客";
    RunRecord run =
        new RunRecord(
            "a",
            "odd",
            Optional.empty(),
            Map.of("note", text),
            Map.of(),
            Map.of("spendcast.note", text),
            List.of(new Artifact("notes/note.txt", text)),
            Optional.empty(),
            STARTED,
            ENDED);
    RunRecord kept = recorded(tracker().record(run));
    assertThat(kept.params()).containsEntry("note", text);
    assertThat(kept.tags()).containsEntry("spendcast.note", text);
    assertThat(kept.artifacts()).contains(new Artifact("notes/note.txt", text));
  }

  @Test
  void a_file_is_attached_later() {
    TrackedRun run = tracker().record(run("a"));
    Artifact report = new Artifact("report/page.html", "<p>Käufer: 1 < 2</p>\n".repeat(5_000));
    tracker().attach(run, report);
    assertThat(recorded(run).artifacts()).hasSize(3).contains(report);
    assertThat(recorded(run).metrics()).isEqualTo(run("a").metrics());
    assertThat(tracker().find("a")).contains(run);
  }

  @Test
  void attaching_again_replaces_the_file() {
    TrackedRun run = tracker().record(run("a"));
    Artifact last = new Artifact("report.html", "two");
    tracker().attach(run, new Artifact("report.html", "the first one, which is longer"));
    tracker().attach(run, last);
    tracker().attach(run, last);
    assertThat(recorded(run).artifacts())
        .filteredOn(artifact -> artifact.path().equals("report.html"))
        .containsExactly(last);
  }

  @Test
  void nothing_is_attached_to_an_unknown_run() {
    tracker().record(run("a"));
    for (String id : List.of("0123456789abcdef0123456789abcdef", "../x")) {
      TrackedRun unknown = new TrackedRun(id, "never", Optional.empty());
      assertFails(
          Kind.NOT_FOUND, () -> tracker().attach(unknown, new Artifact("report.html", "x")));
    }
  }
}
