package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.Objects;
import java.util.Optional;

/**
 * A handle to scored customers that are not yet published. Its rows have the columns of the
 * published table: {@code customer_id}, {@code as_of_date}, {@code horizon_days}, {@code
 * predicted_spend} (currency, never negative), {@code predicted_low} and {@code predicted_high}
 * (the bounds between which the spend lies with a probability of 80 %, null if the model version
 * has none), {@code probability_of_spend} (of any, 0 to 1, null if the model version does not say),
 * {@code model_name}, {@code model_version}, {@code run_id}, {@code scored_at} (UTC).
 *
 * @param scored where the rows are
 * @param model name of the model
 * @param modelVersion its version
 * @param asOf the as-of date
 * @param horizon the forecast window
 * @param customers number of rows
 * @param totalSpend sum of the predictions, in currency
 * @param spread how far sums of the predictions may be off; empty if the model version does not say
 */
public record PredictionBatch(
    TableVersion scored,
    ModelName model,
    int modelVersion,
    AsOfDate asOf,
    Horizon horizon,
    long customers,
    double totalSpend,
    Optional<ForecastSpread> spread) {
  /** Sums of the same numbers in another order differ by less. */
  private static final double ROUNDING = 1e-9;

  /** An older version knew of no spread. */
  public PredictionBatch {
    spread = Objects.requireNonNullElse(spread, Optional.empty());
  }

  /** Whether so many rows with this total can be the batch. */
  public boolean isLike(long rows, double total) {
    return rows == customers && Math.abs(total - totalSpend) <= ROUNDING * (1 + Math.abs(total));
  }
}
