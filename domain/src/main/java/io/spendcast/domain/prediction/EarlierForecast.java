package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;

/**
 * What was forecast before, to say what changed since.
 *
 * @param run the run that published it
 * @param asOf its as-of date
 * @param horizon its window
 * @param modelVersion the version that forecast
 * @param customers how many there were
 * @param totalSpend the sum of their predictions, in currency
 */
public record EarlierForecast(
    RunId run,
    AsOfDate asOf,
    Horizon horizon,
    int modelVersion,
    long customers,
    double totalSpend) {
  /** What a run has forecast. */
  public static EarlierForecast of(RunId run, PredictionBatch batch) {
    return new EarlierForecast(
        run,
        batch.asOf(),
        batch.horizon(),
        batch.modelVersion(),
        batch.customers(),
        batch.totalSpend());
  }
}
