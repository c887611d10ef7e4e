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
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchasePast;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseSample;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.feature.compute.SpendTile;
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
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The purchases of a sample of customers, at each as-of date, from which fits and season come.
 * Whether a customer is in it depends on a hash of the customer and on how many had bought before
 * the date: on nothing later, on no other date, and not on how the tiles are stored.
 *
 * @param sample what a customer's purchases say
 * @param mostBucket by as-of date, the first bucket of customers outside
 */
record PurchaseRows(PurchaseSample sample, Map<AsOfDate, Long> mostBucket)
    implements ByCustomer.Rows<Row> {
  private static final long BUCKETS = 1L << 30;

  /** How the population of the tiles buys, at each of the dates. */
  static Map<AsOfDate, PurchaseFit> fits(
      Dataset<Row> tiles, PopulationDays population, List<AsOfDate> asOfs) {
    if (asOfs.isEmpty()) {
      return Map.of();
    }
    PurchaseSample sample = new PurchaseSample(population, asOfs);
    Map<AsOfDate, List<PurchasePast>> customers = customers(tiles, sample, asOfs);
    return asOfs.parallelStream()
        .collect(
            Collectors.toMap(
                asOf -> asOf,
                asOf ->
                    PurchaseFit.of(
                        customers.getOrDefault(asOf, List.of()), sample.years(asOf).known())));
  }

  private static Map<AsOfDate, List<PurchasePast>> customers(
      Dataset<Row> tiles, PurchaseSample sample, List<AsOfDate> asOfs) {
    Map<AsOfDate, Long> mostBucket = mostBucket(tiles, asOfs);
    Column bucket = pmod(xxhash64(col(SourceLines.CUSTOMER).cast("string")), lit(BUCKETS));
    Dataset<Row> sampled = tiles.where(bucket.lt(lit(Collections.max(mostBucket.values()))));
    Map<AsOfDate, List<PurchasePast>> customers = new HashMap<>();
    ByCustomer.walk(DailySpendTiles.columns(sampled, bucket), new PurchaseRows(sample, mostBucket))
        .collect()
        .forEach(
            row ->
                customers
                    .computeIfAbsent(new AsOfDate(day(row, 0)), asOf -> new ArrayList<>())
                    .add(
                        new PurchasePast(
                            day(row, 1),
                            day(row, 2),
                            repeats(row.getString(3)),
                            row.getDouble(4))));
    return customers;
  }

  private static LocalDate day(Row row, int column) {
    return LocalDate.ofEpochDay(row.getInt(column));
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
  public ByCustomer.OfCustomer<Row> start() {
    return new Partition();
  }

  private List<Row> rows(SpendHistory history, long bucket) {
    List<Row> rows = new ArrayList<>();
    mostBucket.forEach(
        (asOf, most) -> {
          if (bucket < most) {
            sample.past(history, asOf).map(found -> row(asOf, found)).ifPresent(rows::add);
          }
        });
    return rows;
  }

  /** The tiles of one customer at a time. */
  private final class Partition implements ByCustomer.OfCustomer<Row> {
    private final TileRows reader = new TileRows(Set.of());
    private List<SpendTile> tiles = new ArrayList<>();
    private long bucket;

    @Override
    public void add(InternalRow tile) {
      bucket = tile.getLong(TileRows.COLUMNS);
      tiles.add(reader.tile(tile));
    }

    @Override
    public Iterator<Row> made(Object customer) {
      SpendHistory history = SpendHistory.ofWhole(tiles);
      tiles = new ArrayList<>();
      return rows(history, bucket).iterator();
    }
  }

  private static Row row(AsOfDate asOf, PurchasePast found) {
    return RowFactory.create(
        (int) asOf.day().toEpochDay(),
        (int) found.first().toEpochDay(),
        (int) found.last().toEpochDay(),
        text(found.repeats()),
        found.meanValue());
  }

  /** A map of Java's is none of Spark's. */
  private static String text(Map<Integer, Integer> repeats) {
    return repeats.entrySet().stream()
        .map(slot -> slot.getKey() + " " + slot.getValue())
        .collect(Collectors.joining(" "));
  }

  private static Map<Integer, Integer> repeats(String text) {
    Map<Integer, Integer> repeats = new HashMap<>();
    String[] numbers = text.split(" ", -1);
    for (int i = 1; i < numbers.length; i += 2) {
      repeats.put(Integer.valueOf(numbers[i - 1]), Integer.valueOf(numbers[i]));
    }
    return repeats;
  }
}
