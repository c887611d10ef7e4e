package io.spendcast.adapters.spark.table;

import java.util.Optional;
import java.util.Set;

/**
 * One commit of a table.
 *
 * @param version the version that it made
 * @param operation what it did, in Delta's words
 * @param note what its writer noted, if that was one of ours
 */
record Commit(long version, String operation, Optional<CommitNote> note) {
  /** Upkeep that leaves the rows as they are. */
  private static final Set<String> UPKEEP =
      Set.of(
          "OPTIMIZE",
          "VACUUM START",
          "VACUUM END",
          "CLUSTER BY",
          "COMPUTE STATS",
          "SET TBLPROPERTIES",
          "UNSET TBLPROPERTIES",
          "UPGRADE PROTOCOL");

  /** Whether somebody else may have changed the rows. */
  boolean isForeign() {
    return note.isEmpty() && !UPKEEP.contains(operation);
  }

  /** Whether it is the one that was sent with this mark. */
  boolean hasMark(String mark) {
    return note.filter(found -> found.find(CommitNote.MARK).equals(Optional.of(mark))).isPresent();
  }
}
