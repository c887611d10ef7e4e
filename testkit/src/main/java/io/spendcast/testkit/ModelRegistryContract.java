package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ModelRegistry} does. */
public abstract class ModelRegistryContract {
  private static final ModelName NAME = new ModelName("tpcds_customer_spend_model");
  private static final Instant TRAINED = Instant.parse("2003-01-02T10:00:00Z");

  @TempDir Path scratch;

  /**
   * A registry over this test's store, empty at first; asked again, another over the same store.
   */
  protected abstract ModelRegistry registry();

  /** A tracker whose runs the registry can register. */
  protected abstract ExperimentTracker tracker();

  /** Deletes the files of a model that the tracker keeps. */
  protected void lose(ModelArtifact model) {
    ModelFiles.delete(model);
  }

  /** Puts other bytes in place of a model's own. */
  protected void change(ModelArtifact model) {
    ModelFiles.write(Path.of(model.location()).resolve("model.ubj"), "other");
  }

  /** A run that made a model, which it keeps. */
  protected final TrackedRun tracked(String release) {
    ModelArtifact trained = ModelFiles.booster(scratch.resolve(release), release);
    return tracker()
        .record(
            new RunRecord(
                release,
                "xgboost",
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.of(trained),
                TRAINED,
                TRAINED.plusSeconds(60)));
  }

  private ModelRegistration registration(ModelName name, String release) {
    TrackedRun run = tracked(release);
    return new ModelRegistration(
        name,
        release,
        run.id(),
        run.model().orElseThrow(),
        Map.of("spendcast.release", release, "spendcast.verdict", "NO_SKILL"));
  }

  private ModelVersion registered(String release) {
    return registry().register(registration(NAME, release));
  }

  private static StageMove to(Stage stage, int number, Optional<Integer> over) {
    return new StageMove(NAME, number, stage, over, Map.of());
  }

  private static StageMove promotion(int number, Optional<Integer> over) {
    return to(Stage.PRODUCTION, number, over);
  }

  private List<Stage> stages() {
    return registry().find(NAME).orElseThrow().versions().stream()
        .map(ModelVersion::stage)
        .toList();
  }

  @Test
  void the_first_registration_creates_the_model() {
    assertThat(registry().find(NAME)).isEmpty();
    ModelRegistration registration = registration(NAME, "first");
    ModelVersion version = registry().register(registration);
    assertThat(version.name()).isEqualTo(NAME);
    assertThat(version.number()).isEqualTo(1);
    assertThat(version.stage()).isEqualTo(Stage.NONE);
    assertThat(version.trackedRunId()).isEqualTo(registration.trackedRunId());
    assertThat(version.artifact()).isEqualTo(registration.artifact());
    assertThat(version.tags()).containsAllEntriesOf(registration.tags());
    assertThat(registry().find(NAME)).contains(new RegisteredModel(NAME, List.of(version)));
  }

  @Test
  void the_files_of_a_version_can_be_read() {
    ModelVersion version = registered("first");
    ModelVersion fetched = registry().fetch(version);
    assertThat(ModelFiles.read(fetched.artifact(), "model.ubj")).isEqualTo("first");
    assertThat(fetched.at(version.artifact().location())).isEqualTo(version);
  }

  @Test
  void a_version_whose_files_are_lost_cannot_be_read() {
    ModelVersion version = registered("first");
    lose(version.artifact());
    assertFails(Kind.INVALID, () -> registry().fetch(version));
  }

  @Test
  void a_version_whose_files_were_changed_cannot_be_read() {
    ModelVersion version = registered("first");
    change(version.artifact());
    assertFails(Kind.INVALID, () -> registry().fetch(version));
  }

  @Test
  void versions_count_from_one_and_come_in_order() {
    Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k").forEach(this::registered);
    assertThat(registry().find(NAME).orElseThrow().versions())
        .extracting(ModelVersion::number)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void registering_a_release_again_gives_the_version_that_is_there() {
    ModelVersion first = registered("first");
    registered("second");
    assertThat(registered("first")).isEqualTo(first);
    assertThat(registry().find(NAME).orElseThrow().versions()).hasSize(2);
  }

  @Test
  void registering_a_release_again_keeps_its_stage() {
    registered("first");
    ModelVersion promoted = registry().move(promotion(1, Optional.empty()));
    assertThat(registered("first")).isEqualTo(promoted);
  }

  @Test
  void a_release_is_recognised_within_its_model() {
    ModelName other = new ModelName("another_model");
    registered("first");
    ModelVersion version = registry().register(registration(other, "first"));
    assertThat(version.name()).isEqualTo(other);
    assertThat(version.number()).isEqualTo(1);
    assertThat(registry().find(NAME).orElseThrow().versions()).hasSize(1);
  }

  @Test
  void a_model_without_files_is_refused() {
    ModelRegistration registration = registration(NAME, "first");
    lose(registration.artifact());
    assertFails(Kind.INVALID, () -> registry().register(registration));
    assertThat(registry().find(NAME).map(RegisteredModel::versions).orElse(List.of())).isEmpty();
  }

  @Test
  void a_version_takes_a_free_stage() {
    ModelVersion version = registered("first");
    ModelVersion moved = registry().move(to(Stage.STAGING, 1, Optional.empty()));
    assertThat(moved.stage()).isEqualTo(Stage.STAGING);
    assertThat(moved.artifact()).isEqualTo(version.artifact());
    assertThat(registry().find(NAME).orElseThrow().in(Stage.STAGING)).contains(moved);
  }

  @Test
  void a_version_leaves_the_stage_it_held() {
    registered("first");
    registry().move(to(Stage.STAGING, 1, Optional.empty()));
    registry().move(promotion(1, Optional.empty()));
    assertThat(stages()).containsExactly(Stage.PRODUCTION);
  }

  @Test
  void an_exclusive_stage_archives_its_holder() {
    registered("first");
    registered("second");
    registry().move(promotion(1, Optional.empty()));
    registry().move(promotion(2, Optional.of(1)));
    assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
  }

  @Test
  void staging_and_production_have_their_own_holders() {
    registered("first");
    registered("second");
    registry().move(promotion(1, Optional.empty()));
    registry().move(to(Stage.STAGING, 2, Optional.empty()));
    assertThat(stages()).containsExactly(Stage.PRODUCTION, Stage.STAGING);
  }

  @Test
  void an_archived_version_can_come_back() {
    registered("first");
    registered("second");
    registry().move(promotion(1, Optional.empty()));
    registry().move(promotion(2, Optional.of(1)));
    registry().move(promotion(1, Optional.of(2)));
    assertThat(stages()).containsExactly(Stage.PRODUCTION, Stage.ARCHIVED);
  }

  @Test
  void several_versions_may_be_archived_or_in_no_stage() {
    Stream.of("a", "b", "c", "d").forEach(this::registered);
    registry().move(to(Stage.ARCHIVED, 1, Optional.empty()));
    registry().move(to(Stage.ARCHIVED, 2, Optional.empty()));
    assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.ARCHIVED, Stage.NONE, Stage.NONE);
  }

  @Test
  void promotes_only_over_the_expected_version() {
    Stream.of("a", "b", "c").forEach(this::registered);
    registry().move(promotion(1, Optional.empty()));
    assertFails(Kind.CONFLICT, () -> registry().move(promotion(2, Optional.empty())));
    assertFails(Kind.CONFLICT, () -> registry().move(promotion(2, Optional.of(3))));
    assertThat(stages()).containsExactly(Stage.PRODUCTION, Stage.NONE, Stage.NONE);
  }

  @Test
  void does_not_promote_over_a_version_that_lost_the_stage() {
    registered("first");
    registered("second");
    registry().move(promotion(1, Optional.empty()));
    registry().move(to(Stage.ARCHIVED, 1, Optional.empty()));
    assertFails(Kind.CONFLICT, () -> registry().move(promotion(2, Optional.of(1))));
    assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.NONE);
  }

  @Test
  void a_refused_move_writes_no_tags() {
    registered("first");
    ModelVersion second = registered("second");
    registry().move(promotion(1, Optional.empty()));
    StageMove move =
        new StageMove(NAME, 2, Stage.PRODUCTION, Optional.empty(), Map.of("by", "mistake"));
    assertFails(Kind.CONFLICT, () -> registry().move(move));
    assertThat(registry().find(NAME).orElseThrow().version(2)).contains(second);
  }

  @Test
  void the_same_move_again_changes_nothing() {
    registered("first");
    registered("second");
    registry().move(promotion(1, Optional.empty()));
    ModelVersion promoted = registry().move(promotion(2, Optional.of(1)));
    assertThat(registry().move(promotion(2, Optional.of(1)))).isEqualTo(promoted);
    assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
  }

  @Test
  void a_move_adds_its_evidence_to_the_tags() {
    registered("first");
    ModelVersion moved =
        registry()
            .move(
                new StageMove(
                    NAME,
                    1,
                    Stage.PRODUCTION,
                    Optional.empty(),
                    Map.of("spendcast.gate", "granted", "spendcast.verdict", "SKILL")));
    assertThat(moved.tags())
        .containsEntry("spendcast.release", "first")
        .containsEntry("spendcast.gate", "granted")
        .containsEntry("spendcast.verdict", "SKILL");
    ModelVersion again =
        registry()
            .move(
                new StageMove(
                    NAME, 1, Stage.PRODUCTION, Optional.of(1), Map.of("spendcast.gate", "again")));
    assertThat(again.tags()).containsEntry("spendcast.gate", "again");
    assertThat(again.stage()).isEqualTo(Stage.PRODUCTION);
  }

  @Test
  void an_unknown_version_cannot_move() {
    assertFails(Kind.NOT_FOUND, () -> registry().move(promotion(1, Optional.empty())));
    registered("first");
    assertFails(Kind.NOT_FOUND, () -> registry().move(promotion(2, Optional.empty())));
    assertThat(stages()).containsExactly(Stage.NONE);
  }

  @Test
  void of_two_promotions_at_once_one_wins() throws Exception {
    registered("first");
    registered("second");
    List<Boolean> won =
        atOnce(
            () -> succeeds(registry(), promotion(1, Optional.empty())),
            () -> succeeds(registry(), promotion(2, Optional.empty())));
    assertThat(won).containsExactlyInAnyOrder(true, false);
    assertThat(stages()).containsExactlyInAnyOrder(Stage.PRODUCTION, Stage.NONE);
  }

  @Test
  void two_registrations_of_one_release_at_once_give_one_version() throws Exception {
    ModelRegistration registration = registration(NAME, "first");
    List<ModelVersion> versions =
        atOnce(() -> registry().register(registration), () -> registry().register(registration));
    assertThat(versions.get(0)).isEqualTo(versions.get(1));
    assertThat(registry().find(NAME).orElseThrow().versions()).hasSize(1);
  }

  private static boolean succeeds(ModelRegistry registry, StageMove move) {
    try {
      registry.move(move);
      return true;
    } catch (SpendcastException e) {
      assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
      return false;
    }
  }

  private static <T> List<T> atOnce(Callable<T> first, Callable<T> second) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      CyclicBarrier start = new CyclicBarrier(2);
      Future<T> one = threads.submit(() -> after(start, first));
      Future<T> two = threads.submit(() -> after(start, second));
      return List.of(one.get(), two.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T after(CyclicBarrier start, Callable<T> work) throws Exception {
    start.await();
    return work.call();
  }
}
