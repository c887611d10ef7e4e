package io.spendcast.domain;

import java.util.Objects;

/**
 * A handle to the immutable content of a table: what crosses the ports in place of rows.
 *
 * @param table the table
 * @param version its commit number, at least 0
 * @param id identity of the table, which another table of the same name does not have; empty if
 *     nobody knows it
 */
public record TableVersion(TableName table, long version, String id) {
  private static final int SHORT = 8;

  /** Checks the version. */
  public TableVersion {
    Objects.requireNonNull(id, "id");
    if (version < 0) {
      throw new IllegalArgumentException("table version must not be negative, not " + version);
    }
  }

  /** A version of a table whose identity is not known. */
  public TableVersion(TableName table, long version) {
    this(table, version, "");
  }

  /** Such as {@code features/tpcds/customer_features@v3#5f0c9a3e}. */
  @Override
  public String toString() {
    return table
        + "@v"
        + version
        + (id.isEmpty() ? "" : "#" + id.substring(0, Math.min(SHORT, id.length())));
  }
}
