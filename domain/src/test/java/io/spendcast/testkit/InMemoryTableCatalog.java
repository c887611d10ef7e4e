package io.spendcast.testkit;

import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableVersion;

/** Knows the tables of an {@link InMemoryLake}. */
public final class InMemoryTableCatalog implements TableCatalog {
  private final InMemoryLake lake;

  /** Looks into this lake. */
  public InMemoryTableCatalog(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public boolean exists(TableVersion version) {
    return lake.latest(version.table())
        .filter(latest -> latest.version() >= version.version())
        .isPresent();
  }
}
