package io.spendcast.domain.prediction;

import io.spendcast.domain.TableVersion;

/**
 * Proof of a publication.
 *
 * @param table the published table as of this batch
 * @param rows rows of the batch
 * @param outcome whether anything had to be written
 */
public record PublishReceipt(TableVersion table, long rows, Outcome outcome) {
  /** What publishing did. */
  public enum Outcome {
    /** The batch was written. */
    PUBLISHED,
    /** The same predictions were there already. */
    UNCHANGED
  }
}
