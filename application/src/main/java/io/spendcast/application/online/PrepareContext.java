package io.spendcast.application.online;

import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.workflow.FeatureBuild;
import java.util.Arrays;
import java.util.Optional;

/** Brings together what a service needs to forecast as a batch does. */
public final class PrepareContext {
  private final Scorer scorer;
  private final FeatureStore features;

  /** With these ports. */
  public PrepareContext(Scorer scorer, FeatureStore features) {
    this.scorer = scorer;
    this.features = features;
  }

  /**
   * The context of a batch.
   *
   * @param request what the batch was made from; its model is one of this machine
   * @param built the features that it was made from
   * @param currency of the amounts; empty if nobody has said
   * @throws io.spendcast.domain.SpendcastException {@code INVALID} if only its library can evaluate
   *     the model; {@code NOT_FOUND} if the features are gone
   */
  public ForecastContext prepare(
      ScoringRequest request, FeatureBuild built, Optional<String> currency) {
    ModelVersion version = request.model();
    return new ForecastContext(
        version.name(),
        version.number(),
        scorer.portable(version),
        built.catalogue(),
        request.asOf(),
        features.past(request.features(), request.asOf()),
        request.intervals(),
        request.spread(),
        verdict(version),
        currency);
  }

  /** As the run that trained it has left it with the version. */
  private static Optional<Verdict> verdict(ModelVersion version) {
    return version
        .card()
        .verdict()
        .flatMap(
            name ->
                Arrays.stream(Verdict.values())
                    .filter(verdict -> verdict.name().equals(name))
                    .findFirst());
  }
}
