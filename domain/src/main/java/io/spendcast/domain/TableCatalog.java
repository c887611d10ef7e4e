package io.spendcast.domain;

/**
 * Knows which tables are still what was written, so that finished work is skipped only while its
 * outputs are there.
 *
 * <p>Reads only, and no more than it takes to count rows and to see that files are there. Throws
 * {@code SpendcastException} with {@code UNAVAILABLE} if the storage cannot be reached.
 */
public interface TableCatalog {
  /**
   * Whether this version can be read with all its rows: it is of the same table, not of another
   * that took its name; its files are there; and nobody but Spendcast changed the table since.
   */
  boolean holds(TableVersion version, long rows);

  /** The same of a table whose rows nobody counted. */
  boolean holds(TableVersion version);

  /**
   * Where others find a table: its path, or its full name where a catalog keeps it. Nothing is
   * asked, so that a table that is not there has a place, too.
   */
  String place(TableName table);
}
