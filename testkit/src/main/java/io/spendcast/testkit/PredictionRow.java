package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.RunId;
import io.spendcast.domain.registry.ModelName;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of scored or published predictions, column by column.
 *
 * @param customer column {@code customer_id}
 * @param asOf column {@code as_of_date}
 * @param horizonDays column {@code horizon_days}
 * @param predictedSpend column {@code predicted_spend}
 * @param bounds columns {@code predicted_low} and {@code predicted_high}
 * @param probabilityOfSpend column {@code probability_of_spend}
 * @param model column {@code model_name}
 * @param modelVersion column {@code model_version}
 * @param run column {@code run_id}
 * @param scoredAt column {@code scored_at}
 */
public record PredictionRow(
    CustomerId customer,
    AsOfDate asOf,
    int horizonDays,
    double predictedSpend,
    Optional<Bounds> bounds,
    Optional<Double> probabilityOfSpend,
    ModelName model,
    int modelVersion,
    RunId run,
    Instant scoredAt) {
  /** The ends of a prediction interval. */
  public record Bounds(double low, double high) {}
}
