package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.sales.IngestReport;
import java.util.List;

/**
 * Builds and keeps customer features.
 *
 * <p>Days are UTC, money is in the retailer's currency. A row exists for every customer with at
 * least one order before the as-of date; its values depend on nothing that happened on or after
 * that date. A label exists only where the whole forecast window lies within the sales days. The
 * same sales, features and as-of dates give the same values and the same fingerprint. The table
 * appears whole or not at all.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if no customer had bought before one of
 * the as-of dates; {@code NOT_FOUND} if a table of the report is gone; {@code CONFLICT} if another
 * writer is at work.
 */
public interface FeatureStore {
  /** Computes daily spend from the ingested sales, then the features at the as-of dates. */
  FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs);
}
