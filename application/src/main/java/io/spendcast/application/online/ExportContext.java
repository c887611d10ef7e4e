package io.spendcast.application.online;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.time.Clock;
import java.util.Optional;

/** Brings together what a service needs to forecast as the newest batch does. */
public final class ExportContext {
  private final PublishedPredictions published;
  private final ModelRegistry registry;
  private final Scorer scorer;
  private final FeatureStore features;
  private final RunJournal journal;
  private final ModelName model;
  private final Clock clock;

  /** Exports a model. */
  public ExportContext(
      PublishedPredictions published,
      ModelRegistry registry,
      Scorer scorer,
      FeatureStore features,
      RunJournal journal,
      ModelName model,
      Clock clock) {
    this.published = published;
    this.registry = registry;
    this.scorer = scorer;
    this.features = features;
    this.journal = journal;
    this.model = model;
    this.clock = clock;
  }

  /**
   * The context of the newest batch.
   *
   * @throws SpendcastException {@code NOT_FOUND} if there is no batch, or what it was made from is
   *     gone; {@code INVALID} if only its library can evaluate the model
   */
  public ForecastContext export() {
    PublishedBatch batch = published.newest(model).orElseThrow(() -> missing("a forecast"));
    RunManifest run = journal.find(batch.run()).orElseThrow(() -> missing("the run's record"));
    FeatureBuild built = run.features().orElseThrow(() -> missing("the features' record"));
    ScoringRequest request =
        new ScoringRequest(
            registry
                .find(model)
                .flatMap(found -> found.version(batch.modelVersion()))
                .map(registry::fetch)
                .orElseThrow(() -> missing("the version")),
            built.table(),
            batch.asOf(),
            batch.run(),
            clock.instant());
    return new ForecastContext(
        model,
        batch.modelVersion(),
        scorer.portable(request.model()),
        built.catalogue(),
        batch.asOf(),
        features.past(built.table(), batch.asOf()),
        request.intervals(),
        request.spread(),
        verdict(run, batch),
        run.prediction().flatMap(PredictionRun::currency));
  }

  /** Of the run that trained the version; another one knows only other models. */
  private static Optional<Verdict> verdict(RunManifest run, PublishedBatch batch) {
    return run.registration()
        .filter(made -> made.version().number() == batch.modelVersion())
        .flatMap(made -> run.training())
        .map(training -> training.judgement().verdict());
  }

  private static SpendcastException missing(String what) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        "Cannot export what a service needs: %s is not there.".formatted(what),
        "Run `spendcast run`; if it ended without a forecast, its answer says why.");
  }
}
