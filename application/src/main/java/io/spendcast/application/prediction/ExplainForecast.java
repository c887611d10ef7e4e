package io.spendcast.application.prediction;

import io.spendcast.application.online.NewestForecasts;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.Scorer;
import java.util.List;
import java.util.Optional;

/**
 * Says why a customer got the forecast of the newest batch, or what it would be at another date.
 */
public final class ExplainForecast {
  private final NewestForecasts newest;
  private final Scorer scorer;

  /** Explains the newest forecasts. */
  public ExplainForecast(NewestForecasts newest, Scorer scorer) {
    this.newest = newest;
    this.scorer = scorer;
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
    NewestForecasts.Origin origin = newest.find();
    AsOfDate day = asOf.orElse(origin.batch().asOf());
    requireKnown(origin.features().table(), day);
    Explanation explanation =
        scorer
            .explain(newest.scoring(origin, day), customer)
            .orElseThrow(() -> nobody(customer, day));
    return new Result(
        origin.batch(),
        day,
        explanation,
        FamilyShare.of(explanation, origin.features().catalogue()),
        origin.currency());
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
