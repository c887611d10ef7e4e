package io.spendcast.domain.sales;

import java.util.List;

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

  /** Reads the whole source and writes cleaned tables and quarantine. */
  IngestReport ingest();
}
