package io.spendcast.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import io.spendcast.application.feature.FeatureSettings;
import io.spendcast.application.feature.ForecastSettings;
import io.spendcast.application.registry.PromoteModel;
import io.spendcast.application.registry.PromotionRequest;
import io.spendcast.application.registry.RegistrySettings;
import io.spendcast.application.run.PlanRun;
import io.spendcast.application.run.ReportRun;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.TaskOutcome;
import io.spendcast.application.training.LeakInspection;
import io.spendcast.application.training.TrainingSettings;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.prediction.PublishReceipt.Outcome;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.workflow.Advice;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.testkit.InMemoryEvaluator;
import io.spendcast.testkit.InMemoryLeakSampler;
import io.spendcast.testkit.InMemoryModelRegistry;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.InMemoryTrainer;
import io.spendcast.testkit.ModelFiles;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.SalesLine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole life of the application, in memory. */
class SpendcastLifeTest {
  @TempDir private Path directory;
  private InMemoryWorld world;

  @BeforeEach
  void create_the_world() {
    world = new InMemoryWorld(directory);
  }

  @Test
  void a_run_goes_from_sales_to_published_predictions() {
    RunManifest manifest = world.run().manifest();
    assertThat(manifest.ingest().orElseThrow().rowsQuarantined()).isPositive();
    TrainingOutcome training = manifest.training().orElseThrow();
    assertThat(training.candidates())
        .extracting(TrainingOutcome.Candidate::algorithm)
        .containsExactly(
            Algorithm.ZERO,
            Algorithm.MEAN,
            Algorithm.SEASONAL_MEAN,
            Algorithm.PERSISTENCE,
            Algorithm.SAME_WINDOW_LAST_YEAR,
            Algorithm.RATE,
            Algorithm.RATE_SEASON,
            Algorithm.BTYD,
            Algorithm.BTYD_SEASON,
            Algorithm.LINEAR);
    assertThat(training.judgement().verdict()).isEqualTo(Verdict.SKILL);
    assertThat(production().number()).isEqualTo(1);
    assertThat(manifest.prediction().orElseThrow().receipt().rows())
        .isEqualTo(manifest.prediction().orElseThrow().batch().customers())
        .isPositive();
  }

  @Test
  void the_report_of_the_whole_run_is_kept_with_the_training() {
    TrainingOutcome training = world.run().manifest().training().orElseThrow();
    assertThat(world.tracker.recorded(training.run()).artifacts())
        .containsExactly(
            new Artifact("report.html", "run-1[INGEST, FEATURES, TRAIN, REGISTER, PREDICT]"));
  }

  @Test
  void a_run_that_finds_everything_done_leaves_the_report_as_it_is() {
    TrainingOutcome training = world.run().manifest().training().orElseThrow();
    RunRecord before = world.tracker.recorded(training.run());
    world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(world.tracker.recorded(training.run())).isEqualTo(before);
  }

  @Test
  void a_training_that_is_no_longer_tracked_does_not_keep_customers_from_being_scored() {
    world.run();
    world.tracker.forget();
    assertThat(world.run(InMemoryWorld.RUN, RunWorkflow.Redo.ALL, Task.PREDICT).tasks())
        .extracting(TaskOutcome::status)
        .containsExactly(TaskOutcome.Status.DONE);
  }

  @Test
  void a_run_is_reported_as_far_as_it_has_come() {
    world.run(Task.INGEST, Task.FEATURES);
    ReportRun.Result report = world.report().report(Optional.empty());
    assertThat(report.manifest().run()).isEqualTo(InMemoryWorld.RUN);
    assertThat(report.page()).isEqualTo("run-1[INGEST, FEATURES]");
    assertThat(world.report().report(Optional.of(InMemoryWorld.RUN))).isEqualTo(report);
  }

  @Test
  void a_run_that_nobody_knows_cannot_be_reported() {
    for (Optional<RunId> run : List.of(Optional.<RunId>empty(), Optional.of(new RunId("x")))) {
      assertThatThrownBy(() -> world.report().report(run))
          .isInstanceOfSatisfying(
              SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }
  }

  @Test
  void every_candidate_is_tracked_below_the_run_that_judged_it() {
    TrainingOutcome training = world.run().manifest().training().orElseThrow();
    for (TrainingOutcome.Candidate candidate : training.candidates()) {
      RunRecord recorded = world.tracker.recorded(candidate.run());
      assertThat(recorded.parentId()).isPresent();
      assertThat(recorded.metrics()).containsKeys("rmse", "mae", "r2", "mse_skill");
      assertThat(recorded.tags()).containsEntry("spendcast.run_id", "run-1");
      assertThat(recorded.artifacts())
          .extracting("path")
          .containsExactlyInAnyOrder("evaluation/metrics.json", "feature_importances.json");
      assertThat(recorded.model()).isPresent();
    }
  }

  @Test
  void the_registered_version_carries_the_intervals_of_every_prediction() {
    RunManifest manifest = world.run().manifest();
    PredictionIntervals intervals =
        PredictionIntervals.parse(production().tags().get(TagKey.PREDICTION_INTERVALS.key()));
    Judgement judgement = manifest.training().orElseThrow().judgement();
    assertThat(judgement.of(judgement.chosen()).intervals()).contains(intervals);
    assertThat(world.lake.predictions(manifest.prediction().orElseThrow().receipt().table()))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.bounds())
                    .contains(
                        new PredictionRow.Bounds(
                            intervals.low(row.predictedSpend()),
                            intervals.high(row.predictedSpend()))));
  }

  @Test
  void a_second_run_skips_everything_and_leaves_the_same_outputs() {
    RunManifest first = world.run().manifest();
    RunWorkflow.Result second = world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(second.tasks())
        .extracting(TaskOutcome::status)
        .containsOnly(TaskOutcome.Status.SKIPPED);
    assertThat(second.manifest().prediction()).isEqualTo(first.prediction());
    assertThat(world.plan().plan().open()).isEmpty();
  }

  @Test
  void predicting_again_publishes_nothing_twice() {
    RunManifest first = world.run().manifest();
    RunManifest again = world.run(InMemoryWorld.RUN, RunWorkflow.Redo.ALL, Task.PREDICT).manifest();
    assertThat(again.prediction().orElseThrow().receipt().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.prediction().orElseThrow().receipt().table())
        .isEqualTo(first.prediction().orElseThrow().receipt().table());
  }

  @Test
  void each_task_can_run_alone_and_goes_on_from_the_manifest() {
    for (Task task : Workflow.STANDARD.tasks()) {
      assertThat(world.run(task).tasks()).singleElement().extracting("task").isEqualTo(task);
    }
    assertThat(world.journal.find(InMemoryWorld.RUN).orElseThrow().done())
        .extracting("task")
        .containsExactlyElementsOf(Workflow.STANDARD.tasks());
  }

  @Test
  void other_settings_redo_what_depends_on_them_and_nothing_else() {
    world.run();
    world.training = InMemoryWorld.training(List.of(Algorithm.LINEAR), 8, 1.0);
    assertThat(world.plan().plan().open()).containsExactly(Task.TRAIN, Task.REGISTER, Task.PREDICT);
    assertThat(world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED).tasks())
        .extracting(TaskOutcome::status)
        .startsWith(
            TaskOutcome.Status.SKIPPED, TaskOutcome.Status.SKIPPED, TaskOutcome.Status.DONE);
  }

  @Test
  void the_plan_of_an_empty_lake_is_everything_and_the_check_of_the_source_gives_the_dates() {
    PlanRun.Result plan = world.plan().plan();
    assertThat(plan.open()).isEqualTo(Workflow.STANDARD.tasks());
    assertThat(plan.check().orElseThrow().refusals()).isEmpty();
    assertThat(plan.obstacle()).isEmpty();
    PanelPlan planned = plan.dates().orElseThrow();
    assertThat(world.run().manifest().features().orElseThrow().plan()).isEqualTo(planned);
    assertThat(world.plan().plan().check()).isEmpty();
  }

  @Test
  void the_plan_tells_what_the_run_would_fail_of() {
    world.forecast = new ForecastSettings(new Horizon(60, 0), Optional.empty(), 60, 3);
    PlanRun.Result tooShort = world.plan().plan();
    assertThat(tooShort.dates()).isEmpty();
    assertThat(tooShort.obstacle().orElseThrow()).hasMessageContaining("Cannot plan 60 training");
    world.lines = List.of();
    assertThat(world.plan().plan().obstacle().orElseThrow())
        .hasMessageContaining("not one usable sale");
  }

  @Test
  void a_source_that_changed_is_ingested_again() {
    world.run(Task.INGEST);
    world.lines = SalesFixture.dirtyLines(301, 7);
    assertThat(world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED, Task.INGEST).tasks())
        .extracting(TaskOutcome::status)
        .containsExactly(TaskOutcome.Status.DONE);
    assertThat(world.run(new RunId("run-3"), RunWorkflow.Redo.UNFINISHED, Task.INGEST).tasks())
        .extracting(TaskOutcome::status)
        .containsExactly(TaskOutcome.Status.SKIPPED);
  }

  @Test
  void a_run_that_was_cut_goes_on_where_it_stopped() {
    world.run(Task.INGEST, Task.FEATURES);
    assertThat(world.run().tasks())
        .extracting(TaskOutcome::status)
        .containsExactly(
            TaskOutcome.Status.SKIPPED,
            TaskOutcome.Status.SKIPPED,
            TaskOutcome.Status.DONE,
            TaskOutcome.Status.DONE,
            TaskOutcome.Status.DONE);
  }

  @Test
  void a_table_that_is_gone_or_emptied_or_another_is_made_again_by_the_same_run() {
    int worlds = 0;
    for (Task task : List.of(Task.INGEST, Task.FEATURES, Task.PREDICT)) {
      for (BiConsumer<InMemoryWorld, TableName> harm :
          List.<BiConsumer<InMemoryWorld, TableName>>of(
              (world, table) -> world.lake.remove(table),
              (world, table) -> world.lake.empty(table),
              SpendcastLifeTest::replace)) {
        world = new InMemoryWorld(directory.resolve("world-" + worlds++));
        RunManifest first = world.run().manifest();
        Map<CustomerId, Double> before = predictionsOf(first);
        harm.accept(world, outputOf(task, first));
        RunWorkflow.Result healed = world.run();
        assertThat(statusOf(task, healed)).isEqualTo(TaskOutcome.Status.DONE);
        assertThat(predictionsOf(healed.manifest())).isEqualTo(before);
      }
    }
  }

  /** Another table with the same name and number of versions. */
  private static void replace(InMemoryWorld world, TableName table) {
    world.lake.remove(table);
    world.lake.empty(table);
  }

  private static TableName outputOf(Task task, RunManifest manifest) {
    return (switch (task) {
          case INGEST -> manifest.ingest().orElseThrow().tables().get(0).table();
          case FEATURES -> manifest.features().orElseThrow().table().table();
          default -> manifest.prediction().orElseThrow().receipt().table();
        })
        .table();
  }

  private static TaskOutcome.Status statusOf(Task task, RunWorkflow.Result result) {
    return result.tasks().stream()
        .filter(outcome -> outcome.task() == task)
        .findFirst()
        .orElseThrow()
        .status();
  }

  /** The newest ones of the batch, without the run that made them. */
  private Map<CustomerId, Double> predictionsOf(RunManifest manifest) {
    PredictionRun made = manifest.prediction().orElseThrow();
    return world.lake.predictions(made.receipt().table()).stream()
        .filter(row -> row.modelVersion() == made.batch().modelVersion())
        .collect(Collectors.toMap(PredictionRow::customer, PredictionRow::predictedSpend));
  }

  @Test
  void a_model_whose_files_are_gone_is_trained_and_registered_again_by_the_same_run() {
    RunManifest first = world.run().manifest();
    ModelFiles.delete(production().artifact());
    RunWorkflow.Result healed = world.run();
    assertThat(statusOf(Task.TRAIN, healed)).isEqualTo(TaskOutcome.Status.DONE);
    assertThat(statusOf(Task.REGISTER, healed)).isEqualTo(TaskOutcome.Status.DONE);
    assertThat(production().number()).isEqualTo(2);
    assertThat(predictionsOf(healed.manifest())).isEqualTo(predictionsOf(first));
  }

  @Test
  void another_model_under_the_same_number_is_not_taken_for_the_one_that_predicted() {
    world.run();
    InMemoryModelRegistry other = new InMemoryModelRegistry(Clock.systemUTC());
    world.models = other;
    world.registry = other;
    world.training = new TrainingSettings(List.of(Algorithm.LINEAR), Map.of(), 8, 1.0, 100);
    world.run(Task.TRAIN, Task.REGISTER);
    assertThat(production().number()).isEqualTo(1);
    assertThat(world.run(Task.PREDICT).tasks())
        .extracting(TaskOutcome::status)
        .containsExactly(TaskOutcome.Status.DONE);
  }

  @Test
  void a_setting_that_a_task_cannot_honour_is_refused_by_its_name() {
    world.run();
    FeatureSettings features = world.features;
    ForecastSettings forecast = world.forecast;
    Map<String, Runnable> changes =
        Map.of(
            "forecast.horizon-days",
                () ->
                    world.forecast =
                        new ForecastSettings(new Horizon(30, 0), Optional.empty(), 8, 4),
            "forecast.gap-days",
                () ->
                    world.forecast =
                        new ForecastSettings(new Horizon(60, 7), Optional.empty(), 8, 4),
            "forecast.as-of",
                () ->
                    world.forecast =
                        new ForecastSettings(
                            new Horizon(60, 0), Optional.of(AsOfDate.parse("2001-12-01")), 8, 4),
            "training.train-as-ofs",
                () ->
                    world.forecast =
                        new ForecastSettings(new Horizon(60, 0), Optional.empty(), 6, 4),
            "training.test-as-ofs",
                () ->
                    world.forecast =
                        new ForecastSettings(new Horizon(60, 0), Optional.empty(), 8, 3),
            "features.windows",
                () -> world.features = new FeatureSettings(List.of(45), 5, Catalogue.Inputs.LEAN),
            "features.inputs",
                () ->
                    world.features =
                        new FeatureSettings(Catalogue.WINDOWS, 5, Catalogue.Inputs.ALL),
            "forecast.target",
                () ->
                    world.features =
                        new FeatureSettings(
                            Catalogue.WINDOWS, 5, Catalogue.Inputs.LEAN, SpendTarget.NET));
    changes.forEach(
        (key, change) -> {
          world.features = features;
          world.forecast = forecast;
          change.run();
          for (Task task : List.of(Task.TRAIN, Task.REGISTER, Task.PREDICT)) {
            for (RunWorkflow.Redo redo : RunWorkflow.Redo.values()) {
              assertThat(catchThrowable(() -> world.run(new RunId("other"), redo, task)))
                  .as("%s of %s", key, task)
                  .isInstanceOfSatisfying(
                      SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                  .hasMessageContaining(key)
                  .hasMessageContaining("spendcast features");
            }
          }
        });
  }

  @Test
  void models_of_other_settings_are_not_registered() {
    world.run();
    TrainingSettings asked = world.training;
    Map<String, TrainingSettings> changes =
        Map.of(
            "training.algorithms", new TrainingSettings(List.of(), Map.of(), 7, 1.0, 100),
            "training.seed", new TrainingSettings(asked.learners(), Map.of(), 8, 1.0, 100),
            "training.sample-fraction",
                new TrainingSettings(asked.learners(), Map.of(), 7, 0.5, 100));
    changes.forEach(
        (key, settings) -> {
          world.training = settings;
          assertThatThrownBy(() -> world.run(Task.REGISTER))
              .isInstanceOfSatisfying(
                  SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
              .hasMessageContaining(key)
              .hasMessageContaining("spendcast train");
        });
  }

  @Test
  void a_run_beside_another_on_the_same_lake_is_refused_before_it_does_anything() {
    world.lease.holding(
        "run night",
        () -> {
          assertThatThrownBy(world::run)
              .isInstanceOfSatisfying(
                  SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
              .hasMessageContaining("run night");
          return world;
        });
    assertThat(world.journal.latest()).isEmpty();
    assertThat(world.run().isStoppedByGate()).isFalse();
  }

  @Test
  void training_without_features_says_what_to_run_first() {
    assertThatThrownBy(() -> world.run(Task.TRAIN))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("spendcast features");
  }

  @Test
  void a_run_whose_version_waits_for_somebody_ends_well_and_predicts_once_it_is_promoted() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    RunWorkflow.Result waiting = world.run();
    assertThat(waiting.isStoppedByGate()).isFalse();
    assertThat(waiting.tasks()).extracting("task").endsWith(Task.REGISTER);
    assertThat(Advice.of(waiting.manifest()).orElseThrow().headline())
        .isEqualTo("Version 1 waits for somebody to promote it.");
    world.promote().promote(PromotionRequest.of(1, Stage.PRODUCTION));
    assertThat(world.run().tasks()).extracting("task").endsWith(Task.PREDICT);
  }

  @Test
  void predicting_without_a_production_model_says_so() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.run();
    assertThatThrownBy(() -> world.run(Task.PREDICT))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("is in Production");
    assertThat(staging().number()).isEqualTo(1);
  }

  @Test
  void production_is_not_touched_when_the_gate_refuses() {
    world.run();
    ModelRegistry watched = spy(world.registry);
    world.registry = watched;
    world.policy = new PromotionPolicy(0.25, -2, 180);
    world.training = InMemoryWorld.training(List.of(Algorithm.LINEAR), 8, 0.5);
    RunWorkflow.Result refused = world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(refused.manifest().registration().orElseThrow().refusals()).isNotEmpty();
    verify(watched, never()).move(argThat(move -> move.to() == Stage.PRODUCTION));
    assertThat(production().number()).isEqualTo(1);
    assertThat(staging().tags())
        .containsEntry("spendcast.gate.decision", "refused")
        .containsKey("spendcast.gate.total_spend_error");
  }

  @Test
  void a_run_stops_at_the_gate_if_that_leaves_nothing_to_predict_with() {
    refuseEverything();
    RunWorkflow.Result refused = world.run();
    assertThat(refused.isStoppedByGate()).isTrue();
    assertThat(refused.tasks()).extracting("task").doesNotContain(Task.PREDICT);
    assertThat(refused.manifest().prediction()).isEmpty();
    assertThat(staging().number()).isEqualTo(1);
  }

  @Test
  void rolling_back_gives_production_to_the_version_before() {
    world.run();
    world.training = InMemoryWorld.training(List.of(), 9, 1.0);
    world.policy = new PromotionPolicy(10, 10, 180);
    world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(production().number()).isEqualTo(2);
    assertThat(world.rollBack().rollBack().restored().number()).isEqualTo(1);
    assertThat(production().number()).isEqualTo(1);
    assertThatThrownBy(() -> world.rollBack().rollBack())
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void promoting_by_hand_still_leads_through_the_gate() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.run(Task.INGEST, Task.FEATURES, Task.TRAIN, Task.REGISTER);
    assertThat(world.promote().promote(PromotionRequest.of(1, Stage.PRODUCTION)).refusals())
        .isEmpty();
    assertThat(production().tags())
        .containsEntry("spendcast.feature_table", "memory:/features/fixture/customer_features")
        .containsKey("spendcast.feature_table_version");
    assertThat(production().tags()).containsEntry("spendcast.gate.decision", "granted");
  }

  @Test
  void a_version_is_judged_alike_without_the_record_of_its_run_and_by_it_alone() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.run(Task.INGEST, Task.FEATURES, Task.TRAIN, Task.REGISTER);
    ModelVersion carrying = staging();
    Map<String, String> tags = new HashMap<>(carrying.tags());
    tags.keySet().removeIf(tag -> tag.startsWith(TagKey.GATE_EVIDENCE.key()));
    ModelVersion bare =
        world.models.register(
            new ModelRegistration(
                InMemoryWorld.MODEL, "earlier", "run", carrying.artifact(), tags));
    ModelVersion recorded = promoted(bare);
    world
        .promote()
        .promote(new PromotionRequest(bare.number(), Stage.ARCHIVED, Optional.of("a test")));
    world.journal = new InMemoryRunJournal();
    assertThat(gate(promoted(carrying))).isEqualTo(gate(recorded)).hasSizeGreaterThan(5);
    assertThatThrownBy(() -> promoted(bare))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessageContaining("the run that trained it is not in this lake");
  }

  @Test
  void a_version_that_passes_the_gate_waits_for_a_human_and_says_for_whom() {
    world.approval = Optional.of(new RegistrySettings.Approval("approval", "ml-leads"));
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.run(Task.INGEST, Task.FEATURES, Task.TRAIN, Task.REGISTER);
    PromoteModel.Result waiting = world.promote().promote(PromotionRequest.of(1, Stage.PRODUCTION));
    assertThat(waiting.refusals()).isEmpty();
    assertThat(waiting.awaited().orElseThrow())
        .contains("tag approval = approved on version 1", "ml-leads");
    assertThat(waiting.version().stage()).isEqualTo(Stage.STAGING);
    world.models.move(
        new StageMove(
            InMemoryWorld.MODEL,
            1,
            Stage.STAGING,
            Optional.empty(),
            Map.of("approval", "Approved")));
    assertThat(world.promote().promote(PromotionRequest.of(1, Stage.PRODUCTION)).obstacles())
        .isEmpty();
    assertThat(production().number()).isEqualTo(1);
  }

  @Test
  void production_is_emptied_only_by_force() {
    world.run();
    PromoteModel.Result kept = world.promote().promote(PromotionRequest.of(1, Stage.STAGING));
    assertThat(kept.obstacles())
        .containsExactly("no version would be in Production, and none was there before");
    assertThat(production().number()).isEqualTo(1);
    PromoteModel.Result forced =
        world
            .promote()
            .promote(new PromotionRequest(1, Stage.ARCHIVED, Optional.of("it is to be retired")));
    assertThat(forced.obstacles()).isEmpty();
    assertThat(forced.version().stage()).isEqualTo(Stage.ARCHIVED);
  }

  @Test
  void every_decision_is_kept_with_its_evidence() {
    world.run();
    assertThat(production().card().decisions()).hasSize(2);
    assertThat(production().card().decisions().get(0))
        .isEqualTo("2003-01-02T10:00:00Z ann: moved to Staging");
    assertThat(production().card().decisions().get(1))
        .startsWith("2003-01-02T10:00:00Z ann: Production granted; evidence: {")
        .contains("compared_with=nothing", "leak_sentinels=6 of 6 clean", "verdict=SKILL");
    world.training = InMemoryWorld.training(List.of(Algorithm.LINEAR), 8, 1.0);
    world.policy = new PromotionPolicy(10, 10, 180);
    world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(production().tags())
        .containsEntry("spendcast.gate.compared_with", "same_features")
        .containsEntry("spendcast.gate.production_version", "1")
        .containsEntry("spendcast.gate.days_newer_than_production", "0")
        .containsKey("spendcast.gate.mse_skill_against_production");
    world.rollBack().rollBack();
    assertThat(production().card().decisions())
        .last()
        .asString()
        .endsWith("rolled back to Production from version 2");
  }

  @Test
  void a_forced_promotion_says_why_and_what_spoke_against_it() {
    world.promotion = RegistrySettings.Promotion.MANUAL;
    refuseEverything();
    world.run(Task.INGEST, Task.FEATURES, Task.TRAIN, Task.REGISTER);
    PromoteModel promote = world.promote();
    List<String> refusals = promote.promote(PromotionRequest.of(1, Stage.PRODUCTION)).refusals();
    assertThat(refusals).isNotEmpty();
    assertThat(staging().card().decisions())
        .last()
        .asString()
        .contains("Production refused", refusals.get(0));
    PromoteModel.Result forced =
        promote.promote(
            new PromotionRequest(1, Stage.PRODUCTION, Optional.of("the shop needs some number")));
    assertThat(forced.refusals()).isEmpty();
    assertThat(production().number()).isEqualTo(1);
    assertThat(production().card().decisions())
        .hasSize(3)
        .last()
        .asString()
        .startsWith(
            "2003-01-02T10:00:00Z ann: Production forced, because the shop needs some number")
        .contains("against it: " + refusals.get(0), "total_spend_error=");
  }

  @Test
  void a_production_model_is_rescored_if_the_new_table_has_its_inputs_by_their_definitions() {
    world.run();
    world.policy = new PromotionPolicy(10, 10, 180);
    world.features = new FeatureSettings(List.of(45), 3, Catalogue.Inputs.ALL);
    world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED);
    assertThat(production().number()).isEqualTo(2);
    assertThat(production().tags())
        .as("a rule reads the same whatever other features there are")
        .containsEntry("spendcast.gate.compared_with", "same_features");
    world.forecast = new ForecastSettings(new Horizon(45, 0), Optional.empty(), 8, 4);
    world.run(new RunId("run-3"), RunWorkflow.Redo.UNFINISHED);
    assertThat(production().number()).isEqualTo(3);
    assertThat(production().tags())
        .as("the same name for another horizon is another input")
        .containsEntry("spendcast.gate.compared_with", "baseline")
        .containsKey("spendcast.gate.mse_skill_against_production");
  }

  @Test
  void production_predicts_on_when_another_category_leads() {
    world.features = new FeatureSettings(Catalogue.WINDOWS, 1, Catalogue.Inputs.LEAN);
    world.lines = ofCategory(world.lines, "Books");
    RunManifest before = world.run().manifest();
    world.promotion = RegistrySettings.Promotion.MANUAL;
    world.lines = ofCategory(world.lines, "Boats");
    RunManifest after = world.run(new RunId("run-2"), RunWorkflow.Redo.UNFINISHED).manifest();
    assertThat(after.features().orElseThrow().catalogue().categories())
        .containsExactly("Boats")
        .isNotEqualTo(before.features().orElseThrow().catalogue().categories());
    assertThat(production().number()).isEqualTo(1);
    assertThat(after.prediction().orElseThrow().batch().modelVersion()).isEqualTo(1);
  }

  private static List<SalesLine> ofCategory(List<SalesLine> lines, String category) {
    return lines.stream()
        .map(
            line ->
                new SalesLine(
                    line.channel(),
                    line.flow(),
                    line.customer(),
                    line.order(),
                    line.day(),
                    line.units(),
                    line.amount(),
                    line.knownDay(),
                    line.discount(),
                    Optional.of(category)))
        .toList();
  }

  @Test
  void a_leak_stops_the_run_although_production_is_held() {
    world.run();
    world.store = honest -> new LeakingStore(honest, world.lake);
    world.training = InMemoryWorld.training(List.of(Algorithm.LINEAR), 8, 1.0);
    RunWorkflow.Result leaking = world.run(new RunId("run-2"), RunWorkflow.Redo.ALL);
    TrainingOutcome training = leaking.manifest().training().orElseThrow();
    assertThat(training.judgement().verdict()).isEqualTo(Verdict.SUSPECT_LEAK);
    assertThat(training.judgement().failing())
        .extracting(SentinelFinding::sentinel)
        .contains(Sentinel.FUTURE_SCRAMBLE, Sentinel.PARITY, Sentinel.SINGLE_FEATURE);
    assertThat(leaking.isStoppedByGate()).isTrue();
    assertThat(leaking.tasks()).extracting("task").doesNotContain(Task.PREDICT);
    assertThat(production().number()).isEqualTo(1);
    assertThat(staging().tags())
        .containsEntry("spendcast.leak_sentinels", "3 of 6 clean")
        .containsEntry("spendcast.gate.decision", "refused");
    assertThat(world.tracker.recorded(training.run()).tags())
        .hasEntrySatisfying(
            "spendcast.leak.future_scramble",
            text -> assertThat(text).startsWith("SUSPECT: ").contains("spend_last_horizon"));
  }

  @Test
  void a_model_that_is_judged_on_the_rows_it_learned_from_has_skill_on_shuffled_labels() {
    RunManifest manifest = world.run().manifest();
    TrainingOutcome training = manifest.training().orElseThrow();
    LeakProbe probe =
        new LeakProbe(
            learningFromItsLastDate(training.panel()),
            manifest.features().orElseThrow().catalogue(),
            List.of(training.chosen().model().orElseThrow()),
            12);
    Evaluator honest = new InMemoryEvaluator(world.lake);
    Evaluator contaminated =
        (panel, models, bootstrap) ->
            honest.evaluate(judgedOnItsTrainingRows(panel), models, bootstrap);
    assertThat(shuffled(probe, honest).passed()).isTrue();
    assertThat(shuffled(probe, contaminated).passed()).isFalse();
  }

  private SentinelFinding shuffled(LeakProbe probe, Evaluator evaluator) {
    return new LeakInspection(
            new InMemoryLeakSampler(world.lake),
            new InMemoryTrainer(world.lake, directory.resolve("shuffled")),
            evaluator)
        .inspect(probe, List.of(Algorithm.LINEAR), world.training.bootstrap()).stream()
            .filter(finding -> finding.sentinel() == Sentinel.LABEL_PERMUTATION)
            .findFirst()
            .orElseThrow();
  }

  /** So few rows that a line through all inputs can learn a part of them by heart. */
  private static TrainingPanel learningFromItsLastDate(TrainingPanel panel) {
    PanelPlan plan = panel.plan();
    List<AsOfDate> last = plan.train().subList(plan.train().size() - 1, plan.train().size());
    return new TrainingPanel(
        panel.features(),
        new PanelPlan(last, plan.test(), plan.scoring(), plan.horizon()),
        1,
        panel.trainRows(),
        panel.testRows());
  }

  private static TrainingPanel judgedOnItsTrainingRows(TrainingPanel panel) {
    PanelPlan plan = panel.plan();
    return new TrainingPanel(
        panel.features(),
        new PanelPlan(
            List.of(plan.train().get(0).minusMonths(12)),
            plan.train(),
            plan.scoring(),
            plan.horizon()),
        panel.sampleFraction(),
        panel.trainRows(),
        panel.testRows());
  }

  @Test
  void promoting_an_unknown_version_says_which_there_are() {
    world.run();
    assertThatThrownBy(() -> world.promote().promote(PromotionRequest.of(7, Stage.STAGING)))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("There are versions [1]");
  }

  /** So few customers that none can be told apart, and no total is good enough. */
  private void refuseEverything() {
    world.lines = SalesFixture.dirtyLines(20, 7);
    world.training = InMemoryWorld.training(List.of(Algorithm.LINEAR), 7, 1.0, 0);
  }

  private ModelVersion promoted(ModelVersion version) {
    return world
        .promote()
        .promote(PromotionRequest.of(version.number(), Stage.PRODUCTION))
        .version();
  }

  /** What the gate found, by name. */
  private static Map<String, String> gate(ModelVersion version) {
    Map<String, String> found = new HashMap<>(version.tags());
    found.keySet().removeIf(tag -> !tag.startsWith(TagKey.GATE.key()));
    return found;
  }

  private ModelVersion production() {
    return world.models.find(InMemoryWorld.MODEL).orElseThrow().in(Stage.PRODUCTION).orElseThrow();
  }

  private ModelVersion staging() {
    return world.models.find(InMemoryWorld.MODEL).orElseThrow().in(Stage.STAGING).orElseThrow();
  }
}
