package io.spendcast.adapters.spark.table;

import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;

/** Knows the tables of a lake. */
public final class DeltaTableCatalog implements TableCatalog {
  private final Lake lake;

  /** Looks into this lake. */
  public DeltaTableCatalog(Lake lake) {
    this.lake = lake;
  }

  @Override
  public boolean holds(TableVersion version, long rows) {
    return holds(version)
        && SparkErrors.translate("count the rows of " + version, () -> lake.read(version).count())
            == rows;
  }

  @Override
  public String place(TableName table) {
    return lake.path(table);
  }

  @Override
  public boolean holds(TableVersion version) {
    return lake.isUntouched(version) && lake.isComplete(version);
  }
}
