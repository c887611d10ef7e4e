package io.spendcast.domain.prediction;

/**
 * Makes predictions available to their users.
 *
 * <p>{@link ScoredRows} reads the rows of a batch. The key is customer, as-of date, horizon and
 * model version. Batches of other keys stay as they are, so history is kept; the same batch again
 * changes nothing, not even the table's version; a batch of the same key with other predictions or
 * bounds replaces them. Nobody asks for the table as it was before. A batch appears whole or not at
 * all, and a customer's id comes out letter by letter as it went in.
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
