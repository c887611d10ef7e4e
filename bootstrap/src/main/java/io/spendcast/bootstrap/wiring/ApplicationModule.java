package io.spendcast.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
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
import io.spendcast.application.registry.RegistrySettings.Promotion;
import io.spendcast.application.registry.RollBackModel;
import io.spendcast.application.run.Healing;
import io.spendcast.application.run.PlanRun;
import io.spendcast.application.run.ReportRun;
import io.spendcast.application.run.RunWorkflow;
import io.spendcast.application.run.TaskSteps;
import io.spendcast.application.training.LeakInspection;
import io.spendcast.application.training.TrainModels;
import io.spendcast.application.training.TrainingSettings;
import io.spendcast.application.training.TuningSettings;
import io.spendcast.bootstrap.checks.EarlyChecks;
import io.spendcast.bootstrap.checks.LocalPlaces;
import io.spendcast.bootstrap.report.HtmlReport;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.settings.section.TuningSection;
import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunLease;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The use cases of the workflow and the registry, over the ports of the other modules. */
final class ApplicationModule extends AbstractModule {
  /** Enough for the two ends of a 95 % interval: ten replicates are beyond each. */
  private static final int REPLICATES = 400;

  private final Settings settings;
  private final Optional<LocalPlaces> places;
  private final CodeVersion code;
  private final Clock clock;
  private final Scrubber scrubber;

  ApplicationModule(
      Settings settings,
      Optional<LocalPlaces> places,
      CodeVersion code,
      Clock clock,
      Scrubber scrubber) {
    this.scrubber = scrubber;
    this.settings = settings;
    this.places = places;
    this.code = code;
    this.clock = clock;
  }

  @Provides
  IngestSales ingestSales(SalesIngest sales) {
    return new IngestSales(sales);
  }

  @Provides
  BuildFeatures buildFeatures(
      FeatureStore store, FeatureStatistics statistics, SalesIngest sales, ModelRegistry registry) {
    return new BuildFeatures(
        store,
        statistics,
        sales.channels(),
        forecast(),
        new FeatureSettings(
            settings.features().windows(),
            settings.features().categories(),
            settings.features().modelInputs(),
            settings.forecast().spendTarget()),
        new ProductionVocabulary(registry, settings.modelName()));
  }

  private ForecastSettings forecast() {
    return new ForecastSettings(
        settings.forecast().horizon(),
        settings.forecast().fixedAsOf(),
        settings.training().trainCount(),
        settings.training().testAsOfs());
  }

  @Provides
  LeakInspection leakInspection(LeakSampler sampler, Trainer trainer, Evaluator evaluator) {
    return new LeakInspection(sampler, trainer, evaluator);
  }

  @Provides
  TrainModels trainModels(
      TrainingPanels panels,
      Trainer trainer,
      Evaluator evaluator,
      LeakInspection leaks,
      ExperimentTracker tracker) {
    return new TrainModels(
        panels,
        trainer,
        evaluator,
        leaks,
        tracker,
        new TrainingSettings(
            settings.training().learners(),
            Map.of(),
            settings.training().seed(),
            settings.training().sampleFraction(),
            REPLICATES,
            tuning(settings.training().tuning()),
            settings.registry().gate().policy().totalSpendTolerance()),
        code,
        clock);
  }

  private static TuningSettings tuning(TuningSection section) {
    return new TuningSettings(
        section.trials(),
        Duration.ofMillis(Math.round(section.minutes() * 60_000)),
        section.validationAsOfs());
  }

  @Provides
  RegistrySettings registrySettings() {
    return new RegistrySettings(
        settings.modelName(),
        settings.registry().isGated() ? Promotion.GATED : Promotion.MANUAL,
        settings.registry().gate().policy(),
        approval());
  }

  private Optional<RegistrySettings.Approval> approval() {
    return Optional.of(settings.registry().approval())
        .filter(tag -> !tag.isEmpty())
        .map(tag -> new RegistrySettings.Approval(tag, settings.registry().approvers()));
  }

  @Provides
  Decisions decisions() {
    return new Decisions(clock, System.getProperty("user.name", "unknown"));
  }

  @Provides
  PromoteModel promoteModel(
      ModelRegistry registry,
      RunJournal journal,
      Evaluator evaluator,
      RegistrySettings rules,
      Decisions decisions) {
    return new PromoteModel(
        registry,
        journal,
        evaluator,
        rules,
        new CustomerBootstrap(REPLICATES, settings.training().seed()),
        decisions);
  }

  @Provides
  RegisterModel registerModel(
      ModelRegistry registry, PromoteModel promote, TableCatalog tables, RegistrySettings rules) {
    return new RegisterModel(registry, promote, tables, rules);
  }

  @Provides
  RollBackModel rollBackModel(ModelRegistry registry, Decisions decisions) {
    return new RollBackModel(registry, settings.modelName(), decisions);
  }

  @Provides
  PredictSpend predictSpend(
      ModelRegistry registry,
      Scorer scorer,
      PredictionSink sink,
      PublishedPredictions published,
      PublishContext context,
      RunJournal journal) {
    return new PredictSpend(
        registry,
        scorer,
        sink,
        published,
        context,
        journal,
        new PredictionSettings(
            settings.modelName(),
            settings.prediction().modelStage(),
            settings.source().currency(),
            settings.prediction().wantedReasons()),
        clock);
  }

  @Provides
  ShowPredictions showPredictions(PublishedPredictions published, RunJournal journal) {
    return new ShowPredictions(published, journal, settings.modelName());
  }

  @Provides
  NewestForecasts newestForecasts(
      PublishedPredictions published, ModelRegistry registry, RunJournal journal) {
    return new NewestForecasts(published, registry, journal, settings.modelName(), clock);
  }

  @Provides
  ExplainForecast explainForecast(NewestForecasts newest, Scorer scorer) {
    return new ExplainForecast(newest, scorer);
  }

  @Provides
  PrepareContext prepareContext(Scorer scorer, FeatureStore features) {
    return new PrepareContext(scorer, features);
  }

  @Provides
  PublishContext publishContext(PrepareContext prepare, PublishedContexts contexts) {
    return new PublishContext(prepare, contexts);
  }

  @Provides
  ExportContext exportContext(NewestForecasts newest, PrepareContext prepare) {
    return new ExportContext(newest, prepare);
  }

  @Provides
  TaskSteps taskSteps(
      IngestSales ingest,
      BuildFeatures features,
      TrainModels train,
      RegisterModel register,
      PredictSpend predict) {
    return new TaskSteps(ingest, features, train, register, predict);
  }

  @Provides
  FinishedWork finishedWork(
      RunJournal journal,
      TableCatalog tables,
      ExperimentTracker tracker,
      ModelRegistry registry,
      PredictionSink predictions) {
    return new FinishedWork(journal, tables, tracker, registry, predictions);
  }

  @Provides
  VerifyLake verifyLake(
      RunJournal journal,
      RunLease lease,
      FinishedWork finished,
      TableAudit tables,
      StoreAudit store) {
    return new VerifyLake(journal, lease, finished, tables, store);
  }

  @Provides
  Healing healing(TableAudit tables, StoreAudit store, VerifyLake verify) {
    return new Healing(tables, store, verify);
  }

  @Provides
  ReportRun reportRun(RunJournal journal, ExperimentTracker tracker) {
    HtmlReport report = new HtmlReport();
    return new ReportRun(journal, tracker, manifest -> scrubber.withoutValues(report.of(manifest)));
  }

  @Provides
  RunWorkflow runWorkflow(
      TaskSteps steps,
      FinishedWork finished,
      RunJournal journal,
      RunLease lease,
      ReportRun report,
      Healing healing) {
    return new RunWorkflow(steps, finished, journal, lease, report, healing, code, clock);
  }

  @Provides
  EarlyChecks earlyChecks(ExperimentTracker tracker, ModelRegistry registry) {
    return new EarlyChecks(settings, places, forecast()::plan, tracker, registry);
  }

  @Provides
  PlanRun planRun(TaskSteps steps, FinishedWork finished, RunJournal journal) {
    return new PlanRun(steps, finished, journal, code);
  }
}
