package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchaseRecord;
import io.spendcast.domain.feature.PurchaseSample;
import io.spendcast.domain.feature.SeasonProfile;
import io.spendcast.domain.feature.SpendHistory;
import io.spendcast.domain.sales.DailySpend;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The purchases of a sample of customers, at each as-of date. Whether a customer is in it depends
 * on a hash of the customer and on how many had bought before the date: on nothing later, on no
 * other date, and not on how the tiles lie.
 *
 * @param sample what a customer's purchases tell
 * @param mostBucket by as-of date, the first bucket of customers outside
 */
record PurchaseRows(PurchaseSample sample, Map<AsOfDate, Long> mostBucket)
    implements ByCustomer.Rows {
  private static final long BUCKETS = 1L << 30;
  private static final String BUCKET = "bucket";
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "as_of INT NOT NULL, repeats INT NOT NULL, recency DOUBLE NOT NULL,"
              + " age DOUBLE NOT NULL, mean_value DOUBLE NOT NULL");

  /** How the population of the tiles buys, at each of the dates. */
  static Map<AsOfDate, PurchaseFit> fits(
      Dataset<Row> tiles, SeasonProfile season, Horizon horizon, List<AsOfDate> asOfs) {
    if (asOfs.isEmpty()) {
      return Map.of();
    }
    Map<AsOfDate, List<PurchaseRecord>> records = records(tiles, season, horizon, asOfs);
    return asOfs.parallelStream()
        .collect(
            Collectors.toMap(
                asOf -> asOf, asOf -> PurchaseFit.of(records.getOrDefault(asOf, List.of()))));
  }

  private static Map<AsOfDate, List<PurchaseRecord>> records(
      Dataset<Row> tiles, SeasonProfile season, Horizon horizon, List<AsOfDate> asOfs) {
    Map<AsOfDate, Long> mostBucket = mostBucket(tiles, asOfs);
    Column bucket = pmod(xxhash64(col(SourceLines.CUSTOMER).cast("string")), lit(BUCKETS));
    Dataset<Row> sampled = tiles.where(bucket.lt(lit(Collections.max(mostBucket.values()))));
    Map<AsOfDate, List<PurchaseRecord>> records = new HashMap<>();
    DailySpendTiles.compact(sampled, Set.of())
        .withColumn(BUCKET, bucket)
        .repartition(col(SourceLines.CUSTOMER))
        .sortWithinPartitions(SourceLines.CUSTOMER)
        .mapPartitions(
            new ByCustomer(
                new PurchaseRows(new PurchaseSample(season, horizon, asOfs), mostBucket)),
            Encoders.row(SCHEMA))
        .collectAsList()
        .forEach(
            row ->
                records
                    .computeIfAbsent(
                        new AsOfDate(LocalDate.ofEpochDay(row.getInt(0))),
                        asOf -> new ArrayList<>())
                    .add(
                        new PurchaseRecord(
                            row.getInt(1), row.getDouble(2), row.getDouble(3), row.getDouble(4))));
    return records;
  }

  private static Map<AsOfDate, Long> mostBucket(Dataset<Row> tiles, List<AsOfDate> asOfs) {
    List<Column> counts =
        asOfs.stream().map(asOf -> count_if(col("since").lt(lit(asOf.day())))).toList();
    Row known =
        tiles
            .groupBy(SourceLines.CUSTOMER)
            .agg(min(greatest(col(SourceLines.DAY), col(SourceLines.KNOWN))).as("since"))
            .agg(counts.get(0), counts.stream().skip(1).toArray(Column[]::new))
            .first();
    Map<AsOfDate, Long> mostBucket = new HashMap<>();
    for (int i = 0; i < asOfs.size(); i++) {
      long customers = Math.max(known.getLong(i), PurchaseSample.CUSTOMERS);
      mostBucket.put(asOfs.get(i), PurchaseSample.CUSTOMERS * BUCKETS / customers);
    }
    return mostBucket;
  }

  @Override
  public Iterator<Row> of(Row first, List<DailySpend> tiles) {
    SpendHistory history = SpendHistory.of(tiles);
    long bucket = first.getAs(BUCKET);
    List<Row> rows = new ArrayList<>();
    mostBucket.forEach(
        (asOf, most) -> {
          if (bucket < most) {
            sample.record(history, asOf).map(found -> row(asOf, found)).ifPresent(rows::add);
          }
        });
    return rows.iterator();
  }

  private static Row row(AsOfDate asOf, PurchaseRecord found) {
    return RowFactory.create(
        (int) asOf.day().toEpochDay(),
        found.repeats(),
        found.recency(),
        found.age(),
        found.meanValue());
  }
}
