package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.OwnTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the key of the configuration under which reading failed, by reading again, bit by bit. */
final class Culprit {
  private static final Map<String, String> KEYS =
      Map.of(
          Line.CUSTOMER, "customer",
          Line.ORDER, "order",
          Line.ITEM, "item",
          Line.DAY, "date",
          Line.QUANTITY, "quantity",
          Line.AMOUNT, "amount",
          Line.CATEGORY, "category",
          Line.DISCOUNT, "discount",
          Line.KNOWN_AT, "known-at",
          Line.CURRENCY, "currency");

  private final Map<OwnTable, Dataset<Row>> lines = new LinkedHashMap<>();

  /** Remembers the lines of a table before they meet those of others. */
  Dataset<Row> remember(OwnTable table, Dataset<Row> read) {
    lines.put(table, read);
    return read;
  }

  /** Does work over all lines; if it fails, says where. */
  <T> T named(Supplier<T> work) {
    try {
      return SparkErrors.source("read the tables", work);
    } catch (SpendcastException failed) {
      lines.forEach(Culprit::requireReadable);
      throw failed;
    }
  }

  private static void requireReadable(OwnTable table, Dataset<Row> lines) {
    String key = "source.tables[%s]".formatted(table.name());
    List<String> columns = Arrays.stream(lines.columns()).filter(KEYS::containsKey).toList();
    require(key, lines, count(lit(1)));
    columns.forEach(name -> require(key + ".columns." + KEYS.get(name), lines, count(col(name))));
    require(
        key,
        lines,
        Stream.of(lines.columns()).map(name -> count(col(name))).toArray(Column[]::new));
  }

  private static void require(String key, Dataset<Row> lines, Column... counted) {
    SparkErrors.source("read " + key, () -> lines.select(counted).first());
  }
}
