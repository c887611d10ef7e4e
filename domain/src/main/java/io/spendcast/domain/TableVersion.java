package io.spendcast.domain;

/**
 * A handle to the immutable content of a table: what crosses the ports in place of rows.
 *
 * @param table the table
 * @param version its commit number, at least 0
 */
public record TableVersion(TableName table, long version) {
  /** Checks the version. */
  public TableVersion {
    if (version < 0) {
      throw new IllegalArgumentException("table version must not be negative, not " + version);
    }
  }

  @Override
  public String toString() {
    return table + "@v" + version;
  }
}
