package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CATEGORY;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.ITEM;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN_AT;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static io.spendcast.adapters.spark.table.SourceLines.QUANTITY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.SourceMapping;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * The lines behind tiles, each with a sign. Where rows are corrected, a line is taken back on the
 * day on which its successor becomes known; so lines add up to what was known at any time.
 */
final class TileLines {
  /** 1 for a line that comes, −1 for one that is taken back. */
  static final String SIGN = "sign";

  private static final String VERSION = "version";
  private static final String REPLACED = "replaced";

  private TileLines() {}

  /** The lines of a mapping; only those of some days, if any are given. */
  static Dataset<Row> of(
      SourceMapping mapping,
      Function<TableName, Dataset<Row>> tables,
      Optional<Set<LocalDate>> days) {
    Dataset<Row> lines = SourceLines.of(mapping, tables);
    return mapping.columns().knownAt().isPresent()
        ? on(days, days.isPresent() ? versions(on(days, lines), lines) : signed(lines))
        : on(days, lines).withColumn(SIGN, lit(1));
  }

  private static Dataset<Row> on(Optional<Set<LocalDate>> days, Dataset<Row> lines) {
    return days.map(some -> lines.filter(col(DAY).isin(some.toArray()))).orElse(lines);
  }

  /** All versions of the touched lines: a correction may have moved a line from another day. */
  static Dataset<Row> versions(Dataset<Row> touched, Dataset<Row> lines) {
    Dataset<Row> keys = touched.select(ORDER, ITEM).distinct().toDF("an_order", "an_item");
    Column same = col(ORDER).equalTo(col("an_order")).and(col(ITEM).equalTo(col("an_item")));
    return signed(lines.join(keys, same, "left_semi"));
  }

  private static Dataset<Row> signed(Dataset<Row> lines) {
    WindowSpec later =
        Window.partitionBy(ORDER, ITEM)
            .orderBy(VERSION)
            .rangeBetween(1, Window.unboundedFollowing());
    Dataset<Row> versions =
        lines
            .withColumn(VERSION, unix_micros(coalesce(col(KNOWN_AT), col(DAY).cast("timestamp"))))
            .withColumn(REPLACED, min(KNOWN).over(later));
    return versions
        .withColumn(SIGN, lit(1))
        .unionByName(
            versions
                .filter(col(REPLACED).isNotNull())
                .withColumn(KNOWN, greatest(col(KNOWN), col(REPLACED)))
                .withColumn(SIGN, lit(-1)))
        .drop(VERSION, REPLACED);
  }

  /** The columns that make two lines the same, whichever row they came from. */
  static Column[] identity() {
    return Stream.of(
            CUSTOMER, CHANNEL, DAY, KNOWN, ORDER, ITEM, QUANTITY, AMOUNT, DISCOUNT, CATEGORY)
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
