package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.feature.TileLines.SIGN;
import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CATEGORY;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.FLOW;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static io.spendcast.adapters.spark.table.SourceLines.QUANTITY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Whole ten-thousandths of the currency unit: sums of long are exact, and ten times faster. */
  private static final Column UNITS_PER_ONE = lit(BigDecimal.TEN.pow(DailySpend.SCALE));

  private static final String MONEY = "decimal(18,4)";

  private static final String CATEGORIES_TYPE =
      "array<struct<category:string,spend:%s>>".formatted(MONEY);

  private static final Column SALE = col(FLOW).equalTo(LineFlow.SALE.name());
  private static final Column TAKEN_OFF = col(FLOW).equalTo(LineFlow.TAKEN_OFF.name());
  private static final List<String> KEY = List.of(CUSTOMER, CHANNEL, DAY, KNOWN);

  private DailySpendTiles() {}

  /** The tiles of these lines, none of which was corrected. */
  static Dataset<Row> of(Dataset<Row> lines) {
    return tiles(orders(lines).withColumn(ORDERS, isAnOrder(col(LINES))));
  }

  /** The tiles of lines that may have been corrected. */
  static Dataset<Row> ofCorrected(Dataset<Row> lines) {
    return tiles(orders(lines).withColumn(ORDERS, becomesAnOrder()));
  }

  private static Dataset<Row> tiles(Dataset<Row> orders) {
    return orders
        .groupBy(columns(KEY))
        .agg(
            money(sum(SPEND)).as(SPEND),
            money(sum(RETURNED)).as(RETURNED),
            money(sum(DISCOUNT)).as(DISCOUNT),
            sum(ORDERS).as(ORDERS),
            sum(LINES).as(LINES),
            sum(UNITS).as(UNITS),
            flatten(collect_list(CATEGORIES)).as(CATEGORIES))
        .withColumn(YEAR, year(col(DAY)));
  }

  /**
   * One row per order, which makes distinct orders a plain sum; a return is no order, but it may
   * take one back.
   */
  private static Dataset<Row> orders(Dataset<Row> lines) {
    return lines
        .select(
            col(CUSTOMER),
            col(CHANNEL),
            col(DAY),
            col(KNOWN),
            when(SALE.or(TAKEN_OFF), col(ORDER)).as(ORDER),
            when(SALE.or(TAKEN_OFF), col(CATEGORY)).as(CATEGORY),
            spent(exact(AMOUNT)).as(SPEND),
            when(SALE, 0).otherwise(exact(AMOUNT)).cast("bigint").as(RETURNED),
            spent(exact(DISCOUNT)).as(DISCOUNT),
            spent(col(SIGN)).as(LINES),
            spent(col(SIGN).multiply(col(QUANTITY))).as(UNITS))
        .groupBy(columns(KEY, ORDER, CATEGORY))
        .agg(
            sum(SPEND).as(SPEND),
            sum(RETURNED).as(RETURNED),
            sum(DISCOUNT).as(DISCOUNT),
            sum(LINES).as(LINES),
            sum(UNITS).as(UNITS))
        .groupBy(columns(KEY, ORDER))
        .agg(
            sum(SPEND).as(SPEND),
            sum(RETURNED).as(RETURNED),
            sum(DISCOUNT).as(DISCOUNT),
            sum(LINES).as(LINES),
            sum(UNITS).as(UNITS),
            collect_list(
                    when(
                        col(CATEGORY).isNotNull(),
                        struct(col(CATEGORY), money(col(SPEND)).as(SPEND))))
                .as(CATEGORIES));
  }

  private static Column spent(Column value) {
    return when(SALE, value).when(TAKEN_OFF, functions.negate(value)).otherwise(0).cast("bigint");
  }

  private static Column isAnOrder(Column lines) {
    return when(lines.gt(0), 1L).otherwise(0L);
  }

  /** Corrections may add the first line of an order or take back its last. */
  private static Column becomesAnOrder() {
    WindowSpec known = Window.partitionBy(CUSTOMER, CHANNEL, DAY, ORDER).orderBy(KNOWN);
    Column before = sum(LINES).over(known.rowsBetween(Window.unboundedPreceding(), -1));
    return isAnOrder(sum(LINES).over(known)).minus(isAnOrder(coalesce(before, lit(0L))));
  }

  private static Column exact(String money) {
    return col(SIGN).multiply(col(money).multiply(UNITS_PER_ONE).cast("bigint"));
  }

  private static Column money(Column exact) {
    return exact.divide(UNITS_PER_ONE).cast(MONEY);
  }

  private static Column[] columns(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(functions::col)
        .toArray(Column[]::new);
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

  /** What the calculator reads of a tile; days as days since 1970, only these categories. */
  static Dataset<Row> compact(Dataset<Row> tiles, Set<String> categories) {
    return tiles.select(
        col(CUSTOMER),
        unix_date(col(DAY)).as(DAY),
        unix_date(col(KNOWN)).as(KNOWN),
        col(CHANNEL),
        col(SPEND),
        col(RETURNED),
        col(DISCOUNT),
        col(ORDERS),
        col(LINES),
        col(UNITS),
        categories.isEmpty()
            ? functions.array().cast(CATEGORIES_TYPE).as(CATEGORIES)
            : filter(col(CATEGORIES), part -> part.getField(CATEGORY).isin(categories.toArray()))
                .as(CATEGORIES));
  }

  /** The tile of a row of {@link #compact}. */
  static DailySpend tile(Row row, Function<String, Channel> channels) {
    return new DailySpend(
        LocalDate.ofEpochDay(row.getInt(1)),
        LocalDate.ofEpochDay(row.getInt(2)),
        channels.apply(row.getString(3)),
        row.getDecimal(4),
        row.getDecimal(5),
        row.getDecimal(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        categories(row.getList(10)));
  }

  private static Map<String, BigDecimal> categories(List<Row> parts) {
    Map<String, BigDecimal> spend = new HashMap<>();
    parts.forEach(part -> spend.merge(part.getString(0), part.getDecimal(1), BigDecimal::add));
    return spend;
  }
}
