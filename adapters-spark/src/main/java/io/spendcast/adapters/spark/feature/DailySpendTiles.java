package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.CATEGORY;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.year;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * Adds lines up to daily spend: one row per customer, channel, day and day of knowledge. Rows are
 * mergeable: all columns add up, and a category may recur among the parts of spend.
 */
final class DailySpendTiles {
  static final String SPEND = "spend";
  static final String RETURNED = "returned";
  static final String ORDERS = "orders";
  static final String LINES = "lines";
  static final String UNITS = "units";

  /** Parts of spend by item category. */
  static final String CATEGORIES = "categories";

  /** What the table is partitioned by, so that some days are replaced without touching the rest. */
  static final String YEAR = "year";

  private DailySpendTiles() {}

  /** The tiles of these lines, some of which may take others back. */
  static Dataset<Row> of(Dataset<Row> lines) {
    Dataset<Row> columns = CustomerLine.columns(lines);
    DataType order = columns.schema().apply(ORDER).dataType();
    return ByCustomer.table(
            lines,
            ByCustomer.walk(columns, () -> new CustomerTiles(order)),
            TileRows.schema(ByCustomer.customerOf(lines)))
        .withColumn(YEAR, year(col(DAY)));
  }

  /** What the whole population spent, by day and day of knowledge. */
  static PopulationDays season(Dataset<Row> tiles) {
    return PopulationDays.of(dayTotals(tiles));
  }

  /** The same as it is. */
  static List<DayTotal> dayTotals(Dataset<Row> tiles) {
    return tiles
        .filter(col(ORDERS).notEqual(0).or(col(SPEND).notEqual(0)))
        .groupBy(DAY, KNOWN)
        .agg(sum(SPEND).as(SPEND))
        .selectExpr("CAST(day AS STRING)", "CAST(known_day AS STRING)", SPEND)
        .collectAsList()
        .stream()
        .map(
            row ->
                new DayTotal(
                    LocalDate.parse(row.getString(0)),
                    LocalDate.parse(row.getString(1)),
                    row.getDecimal(2)))
        .toList();
  }

  /** The categories with the highest spend known before a date, in the order of their names. */
  static List<String> topCategories(Dataset<Row> tiles, AsOfDate before, int most) {
    return tiles
        .filter(col(KNOWN).lt(lit(before.day())))
        .select(explode(col(CATEGORIES)).as("part"))
        .groupBy("part." + CATEGORY)
        .agg(sum("part." + SPEND).as(SPEND))
        .orderBy(col(SPEND).desc(), col(CATEGORY))
        .limit(most)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  /** The columns of a tile in the order of {@link TileRows}, and more after them. */
  static Dataset<Row> columns(Dataset<Row> tiles, Column... more) {
    return tiles.select(
        Stream.concat(
                Stream.of(
                    col(CUSTOMER),
                    col(CHANNEL),
                    col(DAY),
                    col(KNOWN),
                    col(SPEND),
                    col(RETURNED),
                    col(DISCOUNT),
                    col(ORDERS),
                    col(LINES),
                    col(UNITS),
                    col(CATEGORIES)),
                Stream.of(more))
            .toArray(Column[]::new));
  }

  /** The tiles by customer, as the domain has them; only these categories. */
  static Map<CustomerId, List<DailySpend>> collect(Dataset<Row> tiles, Set<String> categories) {
    // Days travel as days since 1970, since Spark has two Java types for a date.
    return tiles
        .withColumn(DAY, unix_date(col(DAY)))
        .withColumn(KNOWN, unix_date(col(KNOWN)))
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> new CustomerId(String.valueOf(row.<Object>getAs(CUSTOMER))),
                Collectors.mapping(row -> tile(row, categories), Collectors.toList())));
  }

  private static DailySpend tile(Row row, Set<String> categories) {
    return new DailySpend(
        LocalDate.ofEpochDay(row.<Integer>getAs(DAY)),
        LocalDate.ofEpochDay(row.<Integer>getAs(KNOWN)),
        new Channel(row.getAs(CHANNEL)),
        row.getAs(SPEND),
        row.getAs(RETURNED),
        row.getAs(DISCOUNT),
        row.getAs(ORDERS),
        row.getAs(LINES),
        row.getAs(UNITS),
        categories(row.getList(row.fieldIndex(CATEGORIES)), categories));
  }

  private static Map<String, BigDecimal> categories(List<Row> parts, Set<String> categories) {
    Map<String, BigDecimal> spend = new HashMap<>();
    parts.stream()
        .filter(part -> categories.contains(part.getString(0)))
        .forEach(part -> spend.merge(part.getString(0), part.getDecimal(1), BigDecimal::add));
    return spend;
  }
}
