package io.spendcast.domain;

/**
 * Knows which tables are still there, so that finished work is skipped only while its outputs
 * exist.
 *
 * <p>Reads only. Throws {@code SpendcastException} with {@code UNAVAILABLE} if the storage cannot
 * be reached.
 */
public interface TableCatalog {
  /** Whether this version of the table can be read. */
  boolean exists(TableVersion version);
}
