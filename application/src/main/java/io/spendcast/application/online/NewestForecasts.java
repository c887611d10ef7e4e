package io.spendcast.application.online;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.time.Clock;
import java.util.Optional;

/** Finds the newest batch of a model, and what it was made from. */
public final class NewestForecasts {
  private final PublishedPredictions published;
  private final ModelRegistry registry;
  private final RunJournal journal;
  private final ModelName model;
  private final Clock clock;

  /** Looks for the forecasts of a model. */
  public NewestForecasts(
      PublishedPredictions published,
      ModelRegistry registry,
      RunJournal journal,
      ModelName model,
      Clock clock) {
    this.published = published;
    this.registry = registry;
    this.journal = journal;
    this.model = model;
    this.clock = clock;
  }

  /**
   * A batch with what it was made from.
   *
   * @param batch the forecasts
   * @param features which features were scored
   * @param currency of the amounts, if it is known
   */
  public record Origin(PublishedBatch batch, FeatureBuild features, Optional<String> currency) {}

  /**
   * The newest batch.
   *
   * @throws SpendcastException {@code NOT_FOUND} if there is none, or the record of its run is gone
   */
  public Origin find() {
    PublishedBatch batch =
        published
            .newest(model)
            .orElseThrow(
                () ->
                    notFound(
                        "there are none yet",
                        "Run `spendcast run`; if it ended without a forecast, its answer says why."));
    RunManifest run = journal.find(batch.run()).orElseThrow(() -> gone("the record of their run"));
    return new Origin(
        batch,
        run.features().orElseThrow(() -> gone("the record of their features")),
        run.prediction().flatMap(PredictionRun::currency));
  }

  /**
   * How the batch's model scores its features as of a date.
   *
   * @throws SpendcastException {@code NOT_FOUND} if the model version is gone
   */
  public ScoringRequest scoring(Origin origin, AsOfDate day) {
    PublishedBatch batch = origin.batch();
    ModelVersion version =
        registry
            .find(model)
            .flatMap(found -> found.version(batch.modelVersion()))
            .orElseThrow(() -> gone("version %s of %s".formatted(batch.modelVersion(), model)));
    return new ScoringRequest(
        registry.fetch(version), origin.features().table(), day, batch.run(), clock.instant());
  }

  private static SpendcastException gone(String what) {
    return notFound(what + " is gone", "Run `spendcast predict` to make them again.");
  }

  private static SpendcastException notFound(String why, String hint) {
    return new SpendcastException(
        Kind.NOT_FOUND, "Cannot use the newest forecasts: %s.".formatted(why), hint);
  }
}
