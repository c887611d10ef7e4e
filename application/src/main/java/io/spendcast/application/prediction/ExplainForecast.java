package io.spendcast.application.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Says why a customer got the forecast of the newest batch, or what it would be at another date.
 */
public final class ExplainForecast {
  private final PublishedPredictions published;
  private final ModelRegistry registry;
  private final Scorer scorer;
  private final RunJournal journal;
  private final ModelName model;
  private final Clock clock;

  /** Explains the forecasts of a model. */
  public ExplainForecast(
      PublishedPredictions published,
      ModelRegistry registry,
      Scorer scorer,
      RunJournal journal,
      ModelName model,
      Clock clock) {
    this.published = published;
    this.registry = registry;
    this.scorer = scorer;
    this.journal = journal;
    this.model = model;
    this.clock = clock;
  }

  /**
   * Takes a forecast apart.
   *
   * @param asOf an as-of date of the features that the batch was scored from; empty for its own
   * @throws SpendcastException {@code NOT_FOUND} if there is no forecast, or none of this customer,
   *     or the model or the features are gone; {@code INVALID} if only its library can evaluate the
   *     model
   */
  public Result explain(CustomerId customer, Optional<AsOfDate> asOf) {
    PublishedBatch batch =
        published
            .newest(model)
            .orElseThrow(
                () ->
                    notFound(
                        "there are no forecasts yet",
                        "Run `spendcast run`; if it ended without a forecast, its answer says why."));
    RunManifest run = journal.find(batch.run()).orElseThrow(() -> gone("the record of its run"));
    FeatureBuild features = run.features().orElseThrow(() -> gone("the record of its features"));
    AsOfDate day = asOf.orElse(batch.asOf());
    requireKnown(features.table(), day);
    Explanation explanation =
        scorer
            .explain(request(batch, features.table(), day), customer)
            .orElseThrow(() -> nobody(customer, day));
    return new Result(
        batch,
        day,
        explanation,
        FamilyShare.of(explanation, features.catalogue()),
        run.prediction().flatMap(PredictionRun::currency));
  }

  private ScoringRequest request(PublishedBatch batch, FeatureTable features, AsOfDate day) {
    ModelVersion version =
        registry
            .find(model)
            .flatMap(found -> found.version(batch.modelVersion()))
            .orElseThrow(() -> gone("version %s of %s".formatted(batch.modelVersion(), model)));
    return new ScoringRequest(registry.fetch(version), features, day, batch.run(), clock.instant());
  }

  private static void requireKnown(FeatureTable features, AsOfDate day) {
    if (!features.asOfs().contains(day)) {
      throw notFound(
          "the features know nothing as of %s".formatted(day),
          "They are of these dates: %s."
              .formatted(
                  String.join(", ", features.asOfs().stream().map(AsOfDate::toString).toList())));
    }
  }

  private static SpendcastException gone(String what) {
    return notFound(
        what + " is gone", "Run `spendcast predict` to make the forecasts again, then ask again.");
  }

  private static SpendcastException nobody(CustomerId customer, AsOfDate day) {
    return notFound(
        "customer %s is not in the population as of %s".formatted(customer, day),
        "Forecasts are of customers who bought before that day. Check the number.");
  }

  private static SpendcastException notFound(String why, String hint) {
    return new SpendcastException(
        Kind.NOT_FOUND, "Cannot explain a forecast: %s.".formatted(why), hint);
  }

  /**
   * What was found.
   *
   * @param batch the newest batch
   * @param asOf the date of the forecast that is explained; the batch's, unless another was wanted
   * @param explanation input by input
   * @param families the same by what the inputs are about, the largest first
   * @param currency of the amounts, if it is known
   */
  public record Result(
      PublishedBatch batch,
      AsOfDate asOf,
      Explanation explanation,
      List<FamilyShare> families,
      Optional<String> currency) {
    /** Copies the list. */
    public Result {
      families = List.copyOf(families);
    }
  }
}
