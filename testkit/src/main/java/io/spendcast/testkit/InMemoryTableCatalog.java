package io.spendcast.testkit;

import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;

/** Knows the tables of an {@link InMemoryLake}. */
public final class InMemoryTableCatalog implements TableCatalog {
  private final InMemoryLake lake;

  /** Looks into this lake. */
  public InMemoryTableCatalog(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public boolean holds(TableVersion version, long rows) {
    return holds(version) && lake.read(version, Object.class).size() == rows;
  }

  @Override
  public boolean holds(TableVersion version) {
    return lake.isUntouched(version);
  }

  @Override
  public String place(TableName table) {
    return "memory:/" + table;
  }
}
