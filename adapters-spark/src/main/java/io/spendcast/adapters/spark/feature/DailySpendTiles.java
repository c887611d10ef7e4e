package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static io.spendcast.adapters.spark.table.SourceLines.QUANTITY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.TableName;
import io.spendcast.domain.feature.SeasonProfile;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table of daily spend: one row per customer, channel and day. */
final class DailySpendTiles {
  private static final String MONEY = "decimal(18,4)";
  private static final Column NOTHING = lit(BigDecimal.ZERO).cast(MONEY);

  private DailySpendTiles() {}

  /** Adds the lines of all mappings up to tiles; the function gives the tables they name. */
  static Dataset<Row> of(List<SourceMapping> mappings, Function<TableName, Dataset<Row>> tables) {
    return mappings.stream()
        .map(mapping -> orders(mapping, SourceLines.of(mapping, tables)))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .groupBy(CUSTOMER, CHANNEL, DAY)
        .agg(
            money("spend"),
            money("returned"),
            sum("orders").as("orders"),
            sum("lines").as("lines"),
            sum("units").as("units"));
  }

  /** One row per order and day, which makes distinct orders a plain sum; returns are no orders. */
  private static Dataset<Row> orders(SourceMapping mapping, Dataset<Row> lines) {
    return mapping.flow() == LineFlow.SALE
        ? lines
            .groupBy(CUSTOMER, CHANNEL, DAY, ORDER)
            .agg(
                money(AMOUNT).as("spend"),
                NOTHING.as("returned"),
                lit(1L).as("orders"),
                count(lit(1)).as("lines"),
                sum(QUANTITY).as("units"))
            .drop(ORDER)
        : lines
            .groupBy(CUSTOMER, CHANNEL, DAY)
            .agg(
                NOTHING.as("spend"),
                money(AMOUNT).as("returned"),
                lit(0L).as("orders"),
                lit(0L).as("lines"),
                lit(0L).as("units"));
  }

  private static Column money(String column) {
    return coalesce(sum(column), NOTHING).cast(MONEY).as(column);
  }

  /** What the whole population spent on each day that had an order. */
  static SeasonProfile season(Dataset<Row> tiles) {
    List<Row> days =
        tiles
            .filter(col("orders").gt(0))
            .groupBy(DAY)
            .agg(sum("spend").as("spend"))
            .select(col(DAY).cast("string"), col("spend"))
            .collectAsList();
    Map<LocalDate, BigDecimal> spend =
        days.stream()
            .collect(
                Collectors.toMap(
                    row -> LocalDate.parse(row.getString(0)), row -> row.getDecimal(1)));
    return SeasonProfile.of(spend);
  }

  /** What the calculator reads of a tile; the day as days since 1970. */
  static Dataset<Row> compact(Dataset<Row> tiles) {
    return tiles.select(
        col(CUSTOMER),
        unix_date(col(DAY)).as(DAY),
        col(CHANNEL),
        col("spend"),
        col("returned"),
        col("orders"),
        col("lines"),
        col("units"));
  }

  /** The tile of a row of {@link #compact}. */
  static DailySpend tile(Row row, Function<String, Channel> channels) {
    return new DailySpend(
        LocalDate.ofEpochDay(row.getInt(1)),
        channels.apply(row.getString(2)),
        row.getDecimal(3),
        row.getDecimal(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }
}
