package io.spendcast.application;

import io.spendcast.domain.TableName;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.audit.TableAudit;
import java.util.List;
import java.util.Map;

/**
 * What a run does about damage of our own tables and runs: it puts it out of the way, says so, and
 * makes it again. Whoever calls holds the lease.
 *
 * @param tables what is in the lake
 * @param store what is tracked and registered
 * @param verify reads all of it
 */
public record Healing(TableAudit tables, StoreAudit store, VerifyLake verify) {
  private static final String INGESTED = "raw/";

  /**
   * Puts away what a short look finds damaged.
   *
   * @param source refuses if the source cannot be ingested again
   */
  void glance(Runnable source, TaskListener listener) {
    for (TableName table : tables.tables()) {
      List<String> damages = tables.glance(table);
      if (!damages.isEmpty()) {
        if (table.value().startsWith(INGESTED)) {
          source.run();
        }
        listener.setAside(table.value(), damages.get(0), tables.setAside(table));
      }
    }
  }

  /**
   * Reads everything and puts away what is damaged.
   *
   * @return whether anything was
   */
  boolean everything(TaskListener listener) {
    VerifyLake.Result found = verify.putAside();
    for (Map.Entry<TableName, String> aside : found.aside().entrySet()) {
      listener.setAside(
          aside.getKey().value(), found.damages(aside.getKey()).get(0), aside.getValue());
    }
    return !found.aside().isEmpty();
  }

  /** Gives up runs that are damaged, so that nobody looks for what they held. */
  void runs(TaskListener listener) {
    for (StoreFlaw flaw : store.flaws()) {
      if (!flaw.damages().isEmpty()) {
        store.giveUp(flaw);
        listener.setAside(flaw.place(), flaw.damages().get(0), "where it was, and given up");
      }
    }
  }
}
