package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableName;

/** Where the tables of a source lie in the lake, whatever the source. */
public final class RawArea {
  private static final String ROOT = "raw/tpcds/";

  private RawArea() {}

  /** Where a table of the source lies, cleaned. */
  public static TableName cleaned(String table) {
    return new TableName(ROOT + table);
  }

  /** Where the rows of a table lie that broke its contract. */
  public static TableName quarantine(String table) {
    return new TableName(ROOT + "_quarantine/" + table);
  }
}
