package io.spendcast.domain.prediction;

import java.util.stream.Stream;

/**
 * Reads what a scorer left, so that a sink can publish it anywhere.
 *
 * <p>Amounts are in the retailer's currency, times are UTC. A customer is a text, whatever the
 * source has. A version of a model without intervals gives no ranges, one without a spread no
 * probabilities. The order is any. Reading again gives the same rows, each customer once.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if there are not as many rows as the
 * batch has customers; {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface ScoredRows {
  /**
   * The rows of a batch, read while they are consumed, so that they need not fit into memory.
   *
   * @return a stream for the caller to close
   */
  Stream<ScoredCustomer> of(PredictionBatch batch);
}
