package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableVersion;
import java.util.List;

/**
 * Makes the feature table one of Unity Catalog's: any Delta table there with a primary key is, and
 * with a time series in the key it is read as of a day. The key informs and is not enforced.
 */
final class FeatureKey {
  private static final System.Logger LOG = System.getLogger(FeatureKey.class.getName());

  /** As Databricks' SQL writes it; no other catalog knows it. */
  static final List<String> STATEMENTS =
      List.of(
          "ALTER TABLE %s DROP PRIMARY KEY IF EXISTS CASCADE",
          notNull(SourceLines.CUSTOMER),
          notNull(PanelRows.AS_OF),
          "ALTER TABLE %%s ADD CONSTRAINT customer_features_key PRIMARY KEY (`%s`, `%s` TIMESERIES)"
              .formatted(SourceLines.CUSTOMER, PanelRows.AS_OF));

  private FeatureKey() {}

  private static String notNull(String column) {
    return "ALTER TABLE %%s ALTER COLUMN `%s` SET NOT NULL".formatted(column);
  }

  /**
   * Declares the key of a table that was written anew; elsewhere than in Unity Catalog, nothing.
   * The features are good without it, so that a catalog that refuses it stops nobody.
   */
  static TableVersion declare(Lake lake, TableVersion written, CommitNote note) {
    if (!lake.isGoverned()) {
      return written;
    }
    try {
      return lake.describe(written.table(), STATEMENTS, note);
    } catch (SpendcastException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no primary key on " + lake.path(written.table()) + ": Unity Catalog refuses it",
          e);
      return lake.latest(written.table()).orElse(written);
    }
  }
}
