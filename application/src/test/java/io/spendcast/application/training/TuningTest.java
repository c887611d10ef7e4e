package io.spendcast.application.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.domain.RunId;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hyperparameters are searched before the test as-of dates are looked at. */
class TuningTest {
  private static final int TRIALS = 4;
  private static final String VALIDATION = "validation_rmse";

  @TempDir private Path directory;
  private InMemoryWorld world;

  @BeforeEach
  void create_the_world() {
    world = new InMemoryWorld(directory);
    world.training = tuned(TRIALS, Duration.ofHours(1));
  }

  private static TrainingSettings tuned(int trials, Duration budget) {
    return new TrainingSettings(
        List.of(Algorithm.LINEAR),
        Map.of(),
        7,
        1.0,
        100,
        new TuningSettings(trials, budget, 2),
        0.1);
  }

  private TrainingOutcome trained() {
    return world.run().manifest().training().orElseThrow();
  }

  private Optional<RunRecord> trial(TrainingOutcome training, int number) {
    return world
        .tracker
        .find(linear(training).key() + "-trial-" + number)
        .map(world.tracker::recorded);
  }

  private List<RunRecord> trials(TrainingOutcome training) {
    return IntStream.range(0, TRIALS).mapToObj(i -> trial(training, i).orElseThrow()).toList();
  }

  private static TrainingOutcome.Candidate linear(TrainingOutcome training) {
    return training.candidates().get(training.candidates().size() - 1);
  }

  @Test
  void every_trial_is_a_run_below_its_candidate_without_a_model() {
    TrainingOutcome training = trained();
    for (RunRecord trial : trials(training)) {
      assertThat(trial.parentId()).contains(linear(training).run().id());
      assertThat(trial.metrics()).containsKey(VALIDATION);
      assertThat(trial.params()).containsKey("reg_param");
      assertThat(trial.model()).isEmpty();
    }
    assertThat(trial(training, TRIALS)).isEmpty();
  }

  @Test
  void the_candidate_is_fitted_again_with_the_best_settings() {
    TrainingOutcome training = trained();
    RunRecord best =
        trials(training).stream()
            .min(Comparator.comparing(trial -> trial.metrics().get(VALIDATION)))
            .orElseThrow();
    RunRecord candidate = world.tracker.recorded(linear(training).run());
    assertThat(candidate.params()).containsAllEntriesOf(best.params());
    assertThat(training.panel().plan())
        .isEqualTo(world.run().manifest().features().orElseThrow().plan());
  }

  @Test
  void trials_see_no_test_as_of_date() {
    TrainingOutcome training = trained();
    PanelPlan inner = training.panel().plan().inner(2);
    assertThat(inner.all()).doesNotContainAnyElementsOf(training.panel().plan().test());
    assertThat(trials(training))
        .allSatisfy(
            trial ->
                assertThat(trial.tags())
                    .containsEntry("spendcast.test_as_ofs", inner.test().toString())
                    .containsEntry("spendcast.train_as_ofs", inner.train().toString()));
  }

  @Test
  void the_same_seed_tries_and_finds_the_same() {
    List<RunRecord> first = trials(trained());
    RunManifest again = world.run(new RunId("again"), RunWorkflow.Redo.ALL, Task.TRAIN).manifest();
    assertThat(trials(again.training().orElseThrow()))
        .extracting(RunRecord::params)
        .isEqualTo(first.stream().map(RunRecord::params).toList());
  }

  @Test
  void no_trial_begins_when_the_budget_is_used_up() {
    world.training = tuned(TRIALS, Duration.ZERO);
    TrainingOutcome training = trained();
    assertThat(trial(training, 0)).isEmpty();
    assertThat(world.tracker.recorded(linear(training).run()).params())
        .containsEntry("reg_param", "1.0");
  }

  @Test
  void other_budgets_are_other_settings_and_no_budget_is_none() {
    assertThat(tuned(4, Duration.ZERO).identity()).isNotEqualTo(tuned(5, Duration.ZERO).identity());
    assertThat(tuned(0, Duration.ZERO).identity())
        .isEqualTo(tuned(0, Duration.ofHours(1)).identity());
  }
}
