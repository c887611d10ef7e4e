package io.spendcast.application;

import io.spendcast.application.done.CodeVersion;
import io.spendcast.application.done.FinishedWork;
import io.spendcast.application.done.VerifyLake;
import io.spendcast.application.feature.BuildFeatures;
import io.spendcast.application.feature.FeatureSettings;
import io.spendcast.application.feature.ForecastSettings;
import io.spendcast.application.feature.ProductionVocabulary;
import io.spendcast.application.ingest.IngestSales;
import io.spendcast.application.online.ExportContext;
import io.spendcast.application.online.NewestForecasts;
import io.spendcast.application.online.PrepareContext;
import io.spendcast.application.online.PublishContext;
import io.spendcast.application.prediction.ExplainForecast;
import io.spendcast.application.prediction.PredictSpend;
import io.spendcast.application.prediction.PredictionSettings;
import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.application.registry.Decisions;
import io.spendcast.application.registry.PromoteModel;
import io.spendcast.application.registry.RegisterModel;
import io.spendcast.application.registry.RegistrySettings;
import io.spendcast.application.registry.RollBackModel;
import io.spendcast.application.run.Healing;
import io.spendcast.application.run.PlanRun;
import io.spendcast.application.run.ReportRun;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.TaskListener;
import io.spendcast.application.run.TaskSteps;
import io.spendcast.application.training.LeakInspection;
import io.spendcast.application.training.TrainModels;
import io.spendcast.application.training.TrainingSettings;
import io.spendcast.application.training.TuningSettings;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TaskRecord;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.testkit.InMemoryEvaluator;
import io.spendcast.testkit.InMemoryExperimentTracker;
import io.spendcast.testkit.InMemoryFeatureStatistics;
import io.spendcast.testkit.InMemoryFeatureStore;
import io.spendcast.testkit.InMemoryLake;
import io.spendcast.testkit.InMemoryLeakSampler;
import io.spendcast.testkit.InMemoryModelRegistry;
import io.spendcast.testkit.InMemoryPredictionSink;
import io.spendcast.testkit.InMemoryPublishedContexts;
import io.spendcast.testkit.InMemoryPublishedPredictions;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.InMemoryRunLease;
import io.spendcast.testkit.InMemorySalesIngest;
import io.spendcast.testkit.InMemoryScorer;
import io.spendcast.testkit.InMemoryStoreAudit;
import io.spendcast.testkit.InMemoryTableAudit;
import io.spendcast.testkit.InMemoryTableCatalog;
import io.spendcast.testkit.InMemoryTrainer;
import io.spendcast.testkit.InMemoryTrainingPanels;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.SalesLine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The whole application on in-memory adapters: what a service embeds, and no Spark in sight. */
public final class InMemoryWorld {
  static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  static final RunId RUN = new RunId("run-1");

  /** So few customers do not tell the total any better. */
  private static final double TOTAL_TOLERANCE = 0.25;

  static final Instant DECIDED = Instant.parse("2003-01-02T10:00:00Z");

  public final InMemoryLake lake = new InMemoryLake();
  final InMemoryRunLease lease = new InMemoryRunLease();
  InMemoryRunJournal journal = new InMemoryRunJournal();
  final InMemoryPublishedContexts contexts = new InMemoryPublishedContexts();
  public InMemoryModelRegistry models = new InMemoryModelRegistry(Clock.systemUTC());
  public final InMemoryExperimentTracker tracker;
  private final Path scratch;

  // What a test may replace.
  List<SalesLine> lines = SalesFixture.dirtyLines(300, 7);
  public ModelRegistry registry = models;
  PredictionSink sink = new InMemoryPredictionSink(lake);
  ForecastSettings forecast = new ForecastSettings(new Horizon(60, 0), Optional.empty(), 8, 4);
  public TrainingSettings training = training(List.of(Algorithm.LINEAR), 7, 1.0);
  UnaryOperator<FeatureStore> store = honest -> honest;
  FeatureSettings features = new FeatureSettings(Catalogue.WINDOWS, 5, Catalogue.Inputs.LEAN);
  RegistrySettings.Promotion promotion = RegistrySettings.Promotion.GATED;
  Optional<RegistrySettings.Approval> approval = Optional.empty();

  PromotionPolicy policy = new PromotionPolicy(TOTAL_TOLERANCE, 0.01, 180);

  public TaskListener listener = TaskListener.SILENT;

  public InMemoryWorld(Path directory) {
    this.tracker = new InMemoryExperimentTracker(directory.resolve("models"));
    this.scratch = directory.resolve("scratch");
  }

  public static TrainingSettings training(
      List<Algorithm> learners, long seed, double sampleFraction) {
    return training(learners, seed, sampleFraction, TOTAL_TOLERANCE);
  }

  public static TrainingSettings training(
      List<Algorithm> learners, long seed, double sampleFraction, double totalTolerance) {
    return new TrainingSettings(
        learners, Map.of(), seed, sampleFraction, 100, TuningSettings.OFF, totalTolerance);
  }

  public RunWorkflow.Result run(Task... tasks) {
    return run(RUN, RunWorkflow.Redo.UNFINISHED, tasks);
  }

  public RunWorkflow.Result run(RunId run, RunWorkflow.Redo redo, Task... tasks) {
    List<Task> asked = tasks.length == 0 ? Workflow.STANDARD.tasks() : List.of(tasks);
    return workflow().run(run, asked, redo, listener);
  }

  PromoteModel promote() {
    return new PromoteModel(
        registry,
        journal,
        new InMemoryEvaluator(lake),
        settings(),
        training.bootstrap(),
        decisions());
  }

  RollBackModel rollBack() {
    return new RollBackModel(registry, MODEL, decisions());
  }

  public PlanRun plan() {
    return new PlanRun(steps(), finished(), journal, code());
  }

  ReportRun report() {
    return new ReportRun(journal, tracker, InMemoryWorld::page);
  }

  public ShowPredictions show() {
    return new ShowPredictions(new InMemoryPublishedPredictions(lake), journal, MODEL);
  }

  ExplainForecast why() {
    return new ExplainForecast(newest(), new InMemoryScorer(lake));
  }

  ExportContext context() {
    return new ExportContext(newest(), prepare());
  }

  private NewestForecasts newest() {
    return new NewestForecasts(
        new InMemoryPublishedPredictions(lake), registry, journal, MODEL, Clock.systemUTC());
  }

  private PrepareContext prepare() {
    return new PrepareContext(new InMemoryScorer(lake), new InMemoryFeatureStore(lake));
  }

  public VerifyLake verify() {
    return new VerifyLake(
        journal, lease, finished(), new InMemoryTableAudit(lake), new InMemoryStoreAudit(tracker));
  }

  /** Tells the tasks that the page knows of. */
  private static String page(RunManifest manifest) {
    return manifest.run() + manifest.done().stream().map(TaskRecord::task).toList().toString();
  }

  private RunWorkflow workflow() {
    return new RunWorkflow(
        steps(), finished(), journal, lease, report(), healing(), code(), Clock.systemUTC());
  }

  private Healing healing() {
    return new Healing(new InMemoryTableAudit(lake), new InMemoryStoreAudit(tracker), verify());
  }

  private TaskSteps steps() {
    InMemorySalesIngest sales = new InMemorySalesIngest(lake, "the fixture", lines);
    return new TaskSteps(
        new IngestSales(sales),
        new BuildFeatures(
            store.apply(new InMemoryFeatureStore(lake)),
            new InMemoryFeatureStatistics(lake),
            sales.channels(),
            forecast,
            features,
            new ProductionVocabulary(registry, MODEL)),
        new TrainModels(
            new InMemoryTrainingPanels(lake),
            new InMemoryTrainer(lake, scratch),
            new InMemoryEvaluator(lake),
            new LeakInspection(
                new InMemoryLeakSampler(lake),
                new InMemoryTrainer(lake, scratch.resolve("shuffled")),
                new InMemoryEvaluator(lake)),
            tracker,
            training,
            code(),
            Clock.systemUTC()),
        new RegisterModel(registry, promote(), new InMemoryTableCatalog(lake), settings()),
        new PredictSpend(
            registry,
            new InMemoryScorer(lake),
            sink,
            new InMemoryPublishedPredictions(lake),
            new PublishContext(prepare(), contexts),
            journal,
            new PredictionSettings(MODEL, Stage.PRODUCTION, Optional.of("EUR"), Reasons.NONE),
            Clock.systemUTC()));
  }

  private FinishedWork finished() {
    return new FinishedWork(journal, new InMemoryTableCatalog(lake), tracker, registry, sink);
  }

  private RegistrySettings settings() {
    return new RegistrySettings(MODEL, promotion, policy, approval);
  }

  private static Decisions decisions() {
    return new Decisions(Clock.fixed(DECIDED, ZoneOffset.UTC), "ann");
  }

  private static CodeVersion code() {
    return new CodeVersion("test");
  }
}
