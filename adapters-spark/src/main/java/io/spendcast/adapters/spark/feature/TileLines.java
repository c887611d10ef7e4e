package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
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
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.SourceMapping;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The lines behind tiles, each with a sign. Where rows are corrected, a line is taken back on the
 * day on which its successor becomes known; so lines add up to what was known at any time.
 */
final class TileLines {
  /** 1 for a line that comes, −1 for one that is taken back. */
  static final String SIGN = "sign";

  private static final String VERSION = "version";

  private TileLines() {}

  /** The lines of a mapping; only those of some days, if any are given. */
  static Dataset<Row> of(
      SourceMapping mapping,
      Function<TableName, Dataset<Row>> tables,
      Optional<Set<LocalDate>> days) {
    Dataset<Row> lines = SourceLines.of(mapping, tables);
    return mapping.columns().knownAt().isPresent()
        ? on(days, versions(on(days, lines).select(ORDER, ITEM).distinct(), lines, days))
        : on(days, lines).withColumn(SIGN, lit(1));
  }

  private static Dataset<Row> on(Optional<Set<LocalDate>> days, Dataset<Row> lines) {
    return days.map(some -> lines.filter(col(DAY).isin(dates(some)))).orElse(lines);
  }

  private static Object[] dates(Set<LocalDate> days) {
    return days.stream().map(Date::valueOf).toArray();
  }

  /** A correction may move a line to another day, so all versions of a touched line are needed. */
  private static Dataset<Row> versions(
      Dataset<Row> touched, Dataset<Row> lines, Optional<Set<LocalDate>> days) {
    Dataset<Row> all =
        days.isEmpty()
            ? lines
            : lines.join(
                touched.toDF("touched_order", "touched_item"),
                col(ORDER).equalTo(col("touched_order")).and(col(ITEM).equalTo(col("touched_item"))),
                "left_semi");
    WindowSpec later =
        Window.partitionBy(ORDER, ITEM)
            .orderBy(VERSION)
            .rangeBetween(1, Window.unboundedFollowing());
    Column known = unix_micros(coalesce(col(KNOWN_AT), col(DAY).cast("timestamp")));
    Dataset<Row> versioned =
        all.withColumn(VERSION, known).withColumn("replaced", min(KNOWN).over(later));
    return versioned
        .drop(VERSION, "replaced")
        .withColumn(SIGN, lit(1))
        .unionByName(
            versioned
                .filter(col("replaced").isNotNull())
                .withColumn(KNOWN, col("replaced"))
                .drop(VERSION, "replaced")
                .withColumn(SIGN, lit(-1)));
  }

  /** The columns that make two lines the same, whichever row they came from. */
  static Column[] identity() {
    return List.of(CUSTOMER, CHANNEL, DAY, KNOWN, ORDER, ITEM, QUANTITY, AMOUNT, DISCOUNT, SourceLines.CATEGORY)
        .stream()
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
