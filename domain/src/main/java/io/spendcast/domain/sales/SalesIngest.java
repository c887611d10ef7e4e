package io.spendcast.domain.sales;

import io.spendcast.domain.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * Brings a retailer's sales into the lake, cleaned.
 *
 * <p>Days are UTC; money is in the retailer's currency and reconciled exactly. Rows that break the
 * contract are kept apart in a quarantine table with the reason, never dropped. Ingesting the same
 * source again leaves the same content. Each table appears whole or not at all; readers see it when
 * it is committed.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if the source cannot be read as
 * described, has no usable sale, or the lake holds tables of another source; {@code CONFLICT} if
 * another writer is at work; {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface SalesIngest {
  /** Names the source with all that decides its content, such as {@code tpcds scale 0.1}. */
  String source();

  /** The channels of the source, in the order of their names. */
  List<Channel> channels();

  /**
   * Digests the source's present state: equal digests, equal content. A source that is generated is
   * always the same under its name.
   */
  default Fingerprint state() {
    return Fingerprint.of(source());
  }

  /**
   * Holds the source against its contract and writes nothing; what it refuses, {@link #ingest}
   * refuses too. Empty if the source is generated: then nothing can be wrong with it beforehand.
   */
  default Optional<SourceCheck> check() {
    return Optional.empty();
  }

  /** Reads the whole source and writes cleaned tables and quarantine. */
  IngestReport ingest();
}
