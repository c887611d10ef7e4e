package io.spendcast.domain.prediction;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelName;

/**
 * A batch of predictions in the published table.
 *
 * @param table the published table
 * @param model name of the model
 * @param modelVersion its version
 * @param asOf the as-of date
 * @param horizonDays length of the forecast window
 * @param run the run that published it
 * @param customers number of rows
 * @param totalSpend sum of the predictions, in currency
 */
public record PublishedBatch(
    TableVersion table,
    ModelName model,
    int modelVersion,
    AsOfDate asOf,
    int horizonDays,
    RunId run,
    long customers,
    double totalSpend) {
  /** The batch that a run published. */
  public static PublishedBatch of(RunId run, PredictionBatch batch, PublishReceipt receipt) {
    return new PublishedBatch(
        receipt.table(),
        batch.model(),
        batch.modelVersion(),
        batch.asOf(),
        batch.horizon().days(),
        run,
        batch.customers(),
        batch.totalSpend());
  }
}
