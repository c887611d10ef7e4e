package io.spendcast.domain.prediction;

/**
 * Makes predictions available to their users.
 *
 * <p>The key is customer, as-of date, horizon and model version. Batches of other keys stay as they
 * are, so history is kept; the same batch again changes nothing, not even the table's version; a
 * batch of the same key with other predictions or bounds replaces them. A table from before there
 * were bounds gets their columns, null in its rows. A batch appears whole or not at all.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if the batch's rows are gone; {@code
 * CONFLICT} if another writer won; {@code OUTCOME_UNKNOWN} if the commit was sent and no answer
 * came.
 */
public interface PredictionSink {
  /** Publishes a batch. */
  PublishReceipt publish(PredictionBatch batch);

  /**
   * Whether a batch that was published is there for its users now: the table as it is today has its
   * key, with as many customers and the same total.
   */
  boolean holds(PredictionBatch batch);
}
