package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.FLOW;
import static io.spendcast.adapters.spark.table.SourceLines.ITEM;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN_AT;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.leak.KnownSales;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * What customers had bought by a date, straight from the sales lines: of a corrected line the
 * version that was the latest known then. Tiles come to the same by taking lines back; here is no
 * tile, no sign and no sum over days, so that one proves the other.
 *
 * @param asOf the date
 * @param sampled which customers are asked for
 */
record KnownLines(AsOfDate asOf, Column sampled) {
  private static final Column SALE = col(FLOW).equalTo(LineFlow.SALE.name());
  private static final Column TAKEN_OFF = col(FLOW).equalTo(LineFlow.TAKEN_OFF.name());
  private static final String AGE = "age";

  /** The sums of each customer who has any. */
  Map<CustomerId, KnownSales> sums(
      List<SourceMapping> mappings, Function<SourceMapping, Dataset<Row>> source) {
    Dataset<Row> known =
        Stream.of(
                TileLines.union(TileLines.plain(mappings), source).map(this::known),
                TileLines.union(TileLines.corrected(mappings), source)
                    .map(this::known)
                    .map(KnownLines::latest))
            .flatMap(Optional::stream)
            .reduce(Dataset::unionByName)
            .orElseThrow();
    return sums(
        known
            .where(sampled.and(col(DAY).lt(lit(asOf.day()))))
            .groupBy(col(CUSTOMER).cast("string"))
            .agg(
                sum(
                    when(SALE, col(AMOUNT))
                        .when(TAKEN_OFF, functions.negate(col(AMOUNT)))
                        .otherwise(0)),
                sum(when(SALE, 0).otherwise(col(AMOUNT))),
                count_if(SALE).minus(count_if(TAKEN_OFF))));
  }

  private Dataset<Row> known(Dataset<Row> lines) {
    return lines.where(col(KNOWN).lt(lit(asOf.day())));
  }

  /** Only now the customer counts: a correction may have moved the line to another. */
  private static Dataset<Row> latest(Dataset<Row> known) {
    Column version = coalesce(col(KNOWN_AT), col(DAY).cast("timestamp"));
    return known
        .withColumn(
            AGE,
            rank().over(Window.partitionBy(FLOW, CHANNEL, ORDER, ITEM).orderBy(version.desc())))
        .where(col(AGE).equalTo(1))
        .drop(AGE);
  }

  private static Map<CustomerId, KnownSales> sums(Dataset<Row> rows) {
    Map<CustomerId, KnownSales> sums = new HashMap<>();
    for (Row row : rows.collectAsList()) {
      sums.put(
          new CustomerId(row.getString(0)),
          new KnownSales(row.getDecimal(1), row.getDecimal(2), row.getLong(3)));
    }
    return sums;
  }
}
