package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The in-memory adapters fit together, on sales in which there is something to learn. */
final class InMemoryPortsTogetherTest {
  private static final Instant NOW = Instant.parse("2002-07-01T06:00:00Z");
  private static final ModelName NAME = new ModelName("tpcds_customer_spend_model");

  @TempDir private Path files;
  private final InMemoryLake lake = new InMemoryLake();

  @Test
  void sales_become_published_predictions_of_a_model_with_skill() {
    InMemorySalesIngest ingest =
        new InMemorySalesIngest(lake, "fixture", SalesFixture.dirtyLines(300, 7));
    TrainingPanel panel = panel(ingest.ingest(), ingest);
    List<TrainedModel> models = train(panel);
    Judgement judgement =
        Judge.judge(
            models.stream().map(TrainedModel::algorithm).toList(),
            new InMemoryEvaluator(lake)
                .evaluate(
                    panel,
                    models.stream().map(TrainedModel::artifact).toList(),
                    new CustomerBootstrap(200, 7)));
    assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(Verdict.SKILL);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.LINEAR);

    ModelVersion version = promoted(chosen(models, judgement.chosen()));
    PredictionBatch batch = scored(version, panel);
    PublishReceipt receipt = new InMemoryPredictionSink(lake).publish(batch);
    assertThat(lake.predictions(receipt.table())).hasSize((int) batch.customers());
    assertThat(batch.customers()).isGreaterThan(250);
    assertThat(batch.totalSpend()).isPositive();
  }

  private TrainingPanel panel(IngestReport report, InMemorySalesIngest ingest) {
    Horizon horizon = new Horizon(90, 0);
    PanelPlan plan = PanelPlan.monthly(report.salesDays(), horizon, 12, 4, Optional.empty());
    FeatureTable features =
        new InMemoryFeatureStore(lake)
            .build(report, CustomerFeatures.forChannels(ingest.channels(), horizon), plan.all());
    return new InMemoryTrainingPanels(lake).assemble(features, plan, 1);
  }

  private List<TrainedModel> train(TrainingPanel panel) {
    Trainer trainer = new InMemoryTrainer(lake, files.resolve("scratch"));
    return Stream.of(Algorithm.values())
        .map(algorithm -> trainer.train(panel, algorithm, Hyperparameters.NONE, 7))
        .toList();
  }

  private static TrainedModel chosen(List<TrainedModel> models, Algorithm algorithm) {
    return models.stream().filter(m -> m.algorithm() == algorithm).findFirst().orElseThrow();
  }

  private ModelVersion promoted(TrainedModel model) {
    TrackedRun run =
        new InMemoryExperimentTracker(files.resolve("tracked"))
            .record(
                new RunRecord(
                    "first/chosen",
                    model.algorithm().label(),
                    Optional.empty(),
                    model.hyperparameters().values(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Optional.of(model.artifact()),
                    NOW,
                    NOW));
    ModelRegistry registry = new InMemoryModelRegistry(Clock.fixed(NOW, ZoneOffset.UTC));
    ModelVersion version =
        registry.register(
            new ModelRegistration(NAME, "first", run.id(), run.model().orElseThrow(), Map.of()));
    return registry.move(
        new StageMove(NAME, version.number(), Stage.PRODUCTION, Optional.empty(), Map.of()));
  }

  private PredictionBatch scored(ModelVersion version, TrainingPanel panel) {
    return new InMemoryScorer(lake)
        .score(
            new ScoringRequest(
                version, panel.features(), panel.plan().scoring(), new RunId("first"), NOW));
  }
}
