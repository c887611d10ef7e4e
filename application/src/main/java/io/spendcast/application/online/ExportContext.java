package io.spendcast.application.online;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.time.Clock;

/** Brings together what a service needs to forecast as the newest batch does. */
public final class ExportContext {
  private final PublishedPredictions published;
  private final ModelRegistry registry;
  private final RunJournal journal;
  private final PrepareContext prepare;
  private final ModelName model;
  private final Clock clock;

  /** Exports a model. */
  public ExportContext(
      PublishedPredictions published,
      ModelRegistry registry,
      RunJournal journal,
      PrepareContext prepare,
      ModelName model,
      Clock clock) {
    this.published = published;
    this.registry = registry;
    this.journal = journal;
    this.prepare = prepare;
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
    return prepare.prepare(request, built, run.prediction().flatMap(PredictionRun::currency));
  }

  private static SpendcastException missing(String what) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        "Cannot export what a service needs: %s is not there.".formatted(what),
        "Run `spendcast run`; if it ended without a forecast, its answer says why.");
  }
}
