package io.spendcast.domain.prediction;

import io.spendcast.domain.TableVersion;
import java.util.Objects;

/**
 * Proof of a publication.
 *
 * @param table the published table as of this batch; version 0 where the place keeps no versions
 * @param place where its users find the table, as people write it: a path, a name, a URI without
 *     credentials
 * @param rows rows of the batch
 * @param outcome whether anything had to be written
 */
public record PublishReceipt(TableVersion table, String place, long rows, Outcome outcome) {
  /** An older version knew no place but the lake. */
  public PublishReceipt {
    place = Objects.requireNonNullElse(place, table.table().value());
  }

  /** What publishing did. */
  public enum Outcome {
    /** The batch was written. */
    PUBLISHED,
    /** The same predictions were there already. */
    UNCHANGED
  }
}
