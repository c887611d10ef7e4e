package io.spendcast.testkit;

import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.audit.TableState;
import java.util.List;

/** Reads the tables of an {@link InMemoryLake}, where nothing but a whole table can be damaged. */
public final class InMemoryTableAudit implements TableAudit {
  private final InMemoryLake lake;

  /** Looks into this lake. */
  public InMemoryTableAudit(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public List<TableName> tables() {
    return lake.names();
  }

  @Override
  public List<String> glance(TableName table) {
    return lake.isSpoilt(table) ? List.of("it is spoilt") : List.of();
  }

  @Override
  public TableState inspect(TableVersion version) {
    if (!lake.isReadable(version.table())) {
      return TableState.damaged("it is spoilt");
    }
    return lake.isUntouched(version)
        ? TableState.whole(lake.read(version, Object.class).size())
        : TableState.damaged("it is not the table that was written");
  }

  @Override
  public TableState inspect(TableName table) {
    return lake.latest(table)
        .map(this::inspect)
        .orElseGet(() -> TableState.damaged("there is no such table"));
  }

  @Override
  public String setAside(TableName table) {
    lake.remove(table);
    return "nowhere, since it was in memory";
  }
}
