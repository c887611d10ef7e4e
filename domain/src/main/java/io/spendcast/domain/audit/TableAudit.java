package io.spendcast.domain.audit;

import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import java.util.List;

/**
 * Reads tables to the last byte, and puts away what is damaged.
 *
 * <p>A table is whole if it is the one that is named, nobody but Spendcast changed it since, and
 * every file of it and of its log is as it was written. Damage is an answer and never an exception.
 * Looking changes nothing.
 *
 * <p>Throws {@code SpendcastException} with {@code UNAVAILABLE} if the storage cannot be reached;
 * {@code INVALID} if a table cannot be put away, as in a catalog.
 */
public interface TableAudit {
  /**
   * The tables of the source that are there, by name, whether or not a run recorded them; none
   * where they cannot be listed.
   */
  List<TableName> tables();

  /**
   * A short look at the newest version of a table: its log, the length of each file, and every byte
   * of a table that is small. What is wrong with it; empty if nothing is, or nothing can be seen.
   */
  List<String> glance(TableName table);

  /** Reads a version of a table, which may be gone. */
  TableState inspect(TableVersion version);

  /** Reads the newest version of a table, which may be gone. */
  TableState inspect(TableName table);

  /**
   * Puts a table out of the way, so that the next run makes it again. Of a table that holds what
   * nobody can make again, only the damaged files are put away if they are known. A table that is
   * gone stays so.
   *
   * @return where it is now, for its owner to look at
   */
  String setAside(TableName table);
}
