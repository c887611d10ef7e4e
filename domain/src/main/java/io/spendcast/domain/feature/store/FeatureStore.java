package io.spendcast.domain.feature.store;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.IngestReport;
import java.util.List;

/**
 * Builds and keeps customer features.
 *
 * <p>Days are UTC, money is in the retailer's currency. A row exists for every customer with at
 * least one order before the as-of date; its values depend on nothing that happened or became known
 * on or after that date. A label exists only where the whole forecast window is within the sales
 * days. The same sales, features and as-of dates give the same values and the same fingerprint,
 * whatever was built before. The table holds the as-of dates asked for last, and appears whole or
 * not at all.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if no customer had bought before one of
 * the as-of dates; {@code NOT_FOUND} if a table of the report is gone; {@code CONFLICT} if another
 * writer is at work.
 */
public interface FeatureStore {
  /** Brings daily spend up to date with the ingested sales, if it is not. */
  TableVersion update(IngestReport sales);

  /**
   * Brings daily spend up to date with the ingested sales, then the features at the as-of dates. It
   * computes only what {@link #plan} tells.
   */
  FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs);

  /** What {@link #build} would compute, given what is there; changes nothing. */
  FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs);

  /**
   * The item categories with the highest spend that had happened and was known before a date: at
   * most so many, in the order of their names. Empty if the sales tell no categories.
   */
  List<String> topCategories(IngestReport sales, AsOfDate before, int most);

  /**
   * What the features of one customer at an as-of date of a table need to know of all the others,
   * as it was when the table was built. {@code NOT_FOUND} also if the table has no such date.
   */
  PopulationPast past(FeatureTable table, AsOfDate asOf);
}
