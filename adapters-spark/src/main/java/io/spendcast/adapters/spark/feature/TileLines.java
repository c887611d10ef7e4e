package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CATEGORY;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.FLOW;
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

import io.spendcast.domain.sales.SourceMapping;
import java.time.LocalDate;
import java.util.List;
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
  private static final List<String> LINE = List.of(FLOW, CHANNEL, ORDER, ITEM);

  private TileLines() {}

  /** The lines of the mappings; only those of some days, if any are given. */
  static Dataset<Row> of(
      List<SourceMapping> mappings,
      Function<SourceMapping, Dataset<Row>> source,
      Optional<Set<LocalDate>> days) {
    Optional<Dataset<Row>> plain =
        union(plain(mappings), source).map(lines -> on(days, lines).withColumn(SIGN, lit(1)));
    Optional<Dataset<Row>> corrected =
        union(corrected(mappings), source)
            .map(all -> on(days, days.isPresent() ? versions(on(days, all), all) : signed(all)));
    return Stream.of(plain, corrected)
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  static List<SourceMapping> plain(List<SourceMapping> mappings) {
    return mappings.stream().filter(mapping -> mapping.columns().knownAt().isEmpty()).toList();
  }

  static List<SourceMapping> corrected(List<SourceMapping> mappings) {
    return mappings.stream().filter(mapping -> mapping.columns().knownAt().isPresent()).toList();
  }

  /** The lines of all these mappings together; empty if there is no mapping. */
  static Optional<Dataset<Row>> union(
      List<SourceMapping> mappings, Function<SourceMapping, Dataset<Row>> source) {
    return mappings.stream().map(source).reduce(Dataset::unionByName);
  }

  private static Dataset<Row> on(Optional<Set<LocalDate>> days, Dataset<Row> lines) {
    return days.map(some -> lines.filter(col(DAY).isin(some.toArray()))).orElse(lines);
  }

  /** All versions of the touched lines: a correction may have moved a line from another day. */
  static Dataset<Row> versions(Dataset<Row> touched, Dataset<Row> lines) {
    Column[] line = LINE.stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> keys = touched.select(line).distinct().as("touched");
    Column same =
        LINE.stream()
            .map(name -> col("lines." + name).equalTo(col("touched." + name)))
            .reduce(Column::and)
            .orElseThrow();
    return signed(lines.as("lines").join(keys, same, "left_semi"));
  }

  private static Dataset<Row> signed(Dataset<Row> lines) {
    WindowSpec later =
        Window.partitionBy(LINE.stream().map(functions::col).toArray(Column[]::new))
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
            FLOW, CUSTOMER, CHANNEL, DAY, KNOWN, ORDER, ITEM, QUANTITY, AMOUNT, DISCOUNT, CATEGORY)
        .map(functions::col)
        .toArray(Column[]::new);
  }
}
