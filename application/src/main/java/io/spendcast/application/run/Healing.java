package io.spendcast.application.run;

import io.spendcast.application.done.VerifyLake;
import io.spendcast.domain.TableName;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.audit.TableAudit;
import java.util.LinkedHashMap;
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
   * Reads everything and puts away what is damaged. What is gone is not: whoever removed a lake
   * while a run was at work, or the disk under it, may not want it made again at once.
   *
   * @return whether anything was
   */
  boolean everything(TaskListener listener) {
    List<TableName> there = tables.tables();
    VerifyLake.Result found = verify.putAside();
    Map<TableName, String> aside = new LinkedHashMap<>(found.aside());
    aside.keySet().retainAll(there);
    aside.forEach(
        (table, place) -> listener.setAside(table.value(), found.damages(table).get(0), place));
    return !aside.isEmpty();
  }

  /** Gives up runs that are damaged, so that nobody looks for what they held. */
  void runs(TaskListener listener) {
    for (StoreFlaw flaw : store.flaws()) {
      if (!flaw.damages().isEmpty()) {
        store.giveUp(flaw);
        listener.setAside(
            flaw.place(), flaw.damages().get(0), "the store, where nothing relies on it,");
      }
    }
  }
}
