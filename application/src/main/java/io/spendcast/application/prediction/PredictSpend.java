package io.spendcast.application.prediction;

import io.spendcast.application.online.PublishContext;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.EarlierForecast;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import java.time.Clock;
import java.util.Optional;

/**
 * Scores every customer with the model in Production, and publishes the predictions and what a
 * service needs to forecast as they do.
 */
public final class PredictSpend {
  private final ModelRegistry registry;
  private final Scorer scorer;
  private final PredictionSink sink;
  private final PublishedPredictions published;
  private final PublishContext context;
  private final ExplainExamples examples;
  private final RunJournal journal;
  private final PredictionSettings settings;
  private final Clock clock;

  /** Works with these ports; the journal knows what was forecast before. */
  public PredictSpend(
      ModelRegistry registry,
      Scorer scorer,
      PredictionSink sink,
      PublishedPredictions published,
      PublishContext context,
      RunJournal journal,
      PredictionSettings settings,
      Clock clock) {
    this.registry = registry;
    this.scorer = scorer;
    this.sink = sink;
    this.published = published;
    this.context = context;
    this.examples = new ExplainExamples(scorer);
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Predicts from the scoring as-of date; repeating publishes nothing twice.
   *
   * @throws SpendcastException {@code NOT_FOUND} if no version holds the stage; {@code INVALID} if
   *     it was trained on other features
   */
  public Result predict(RunId run, FeatureBuild features) {
    ScoringRequest request = request(run, features);
    PredictionBatch batch = scorer.score(request);
    PublishReceipt receipt = sink.publish(batch);
    context.publish(settings.stage(), request, features, settings.currency());
    return new Result(
        new PredictionRun(
            batch,
            receipt,
            Optional.of(published.summary(batch, features.table())),
            settings.currency(),
            before(run),
            examples.of(request, batch, features.catalogue())));
  }

  private ScoringRequest request(RunId run, FeatureBuild features) {
    return new ScoringRequest(
        registry.fetch(model()),
        features.table(),
        features.plan().scoring(),
        run,
        clock.instant(),
        settings.reasons());
  }

  /** Leaves what a service needs again, if it is gone while the predictions are still there. */
  public void restore(RunId run, FeatureBuild features) {
    if (context.isGone(settings.stage())) {
      context.publish(settings.stage(), request(run, features), features, settings.currency());
    }
  }

  /** Of a run before, since this one has saved what it has done so far. */
  private Optional<EarlierForecast> before(RunId run) {
    return journal
        .latestBefore(run)
        .flatMap(
            other -> other.prediction().map(made -> EarlierForecast.of(other.run(), made.batch())));
  }

  /** Digests all that the output depends on, except the code. */
  public Fingerprint inputs(FeatureBuild features) {
    return Fingerprint.of(
        features.table().table(),
        features.plan().scoring(),
        settings.model(),
        settings.stage(),
        settings.reasons(),
        held().map(PredictSpend::identity));
  }

  /** Numbers begin at 1 in every registry: the run that made a model identifies it. */
  private static Fingerprint identity(ModelVersion model) {
    return Fingerprint.of(
        model.number(), model.trackedRunId(), model.artifact().features(), model.created());
  }

  /** Whether there is a version to predict with. */
  public boolean hasModel() {
    return held().isPresent();
  }

  /** Refuses if there is no version to predict with; {@code NOT_FOUND}. */
  public void requireModel() {
    model();
  }

  private Optional<ModelVersion> held() {
    return registry.find(settings.model()).flatMap(model -> model.in(settings.stage()));
  }

  private ModelVersion model() {
    return held()
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot predict: no version of %s is in %s."
                        .formatted(settings.model(), settings.stage().label()),
                    "Run the whole workflow, or promote a version: `spendcast models` lists them."));
  }

  /**
   * What was predicted.
   *
   * @param prediction the batch and its publication
   */
  public record Result(PredictionRun prediction) {}
}
