package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.trino.tpcds.Table;
import io.trino.tpcds.column.Column;
import io.trino.tpcds.column.ColumnType;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the tables that dsdgen writes, which its files do not name. */
public final class DsdgenSchema {
  private DsdgenSchema() {}

  /**
   * The columns of the TPC-DS table that a file or folder is called after, as Spark writes them.
   */
  public static String of(String location) {
    String table = table(location);
    return known(table)
        .map(found -> Stream.of(found.getColumns()).map(DsdgenSchema::ddl))
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot read %s: %s is no table of TPC-DS.".formatted(location, table),
                    "Name the file or folder after its table, or give its columns as schema."))
        .collect(Collectors.joining(", "));
  }

  /** Whether a file or folder is called after a table of TPC-DS. */
  public static boolean isKnown(String location) {
    return known(table(location)).isPresent();
  }

  private static String table(String location) {
    String file = location.replaceFirst("/+$", "").replaceFirst(".*/", "");
    return file.replaceFirst("\\..*$", "").replaceFirst("(_\\d+)+$", "");
  }

  private static Optional<Table> known(String name) {
    return Stream.of(Table.values())
        .filter(table -> table.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  private static String ddl(Column column) {
    return column.getName() + " " + type(column.getType());
  }

  private static String type(ColumnType type) {
    return switch (type.getBase()) {
      case INTEGER -> "INT";
      case IDENTIFIER -> "BIGINT";
      case DATE -> "DATE";
      case DECIMAL ->
          "DECIMAL(%s,%s)"
              .formatted(type.getPrecision().orElseThrow(), type.getScale().orElseThrow());
      case CHAR, VARCHAR, TIME -> "STRING";
    };
  }
}
