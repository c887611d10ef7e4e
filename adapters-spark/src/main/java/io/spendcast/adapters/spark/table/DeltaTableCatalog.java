package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableVersion;

/** Knows the tables of a lake. */
public final class DeltaTableCatalog implements TableCatalog {
  private final Lake lake;

  /** Looks into this lake. */
  public DeltaTableCatalog(Lake lake) {
    this.lake = lake;
  }

  @Override
  public boolean exists(TableVersion version) {
    return lake.latest(version.table())
        .filter(latest -> latest.version() >= version.version())
        .isPresent();
  }
}
