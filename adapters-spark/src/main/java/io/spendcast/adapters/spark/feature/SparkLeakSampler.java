package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.leak.KnownPast;
import io.spendcast.domain.leak.KnownSales;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.leak.LeakSample;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.leak.PopulationCount;
import io.spendcast.domain.leak.SampledCustomer;
import io.spendcast.domain.leak.SampledRow;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.training.TrainingPanel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads what leak sentinels look at from Delta tables. */
public final class SparkLeakSampler implements LeakSampler {
  private static final String IN_TABLE = "in_table";
  private static final String BY_RULE = "by_rule";
  private static final long BUCKETS = 1_000_000;

  private final Lake lake;
  private final SourceArea area;
  private final List<SourceMapping> mappings;

  /**
   * A sampler in a lake.
   *
   * @param area where the tables of the source are
   * @param mappings how the ingested tables are read as sales and returns
   */
  public SparkLeakSampler(Lake lake, SourceArea area, List<SourceMapping> mappings) {
    this.lake = lake;
    this.area = area;
    this.mappings = List.copyOf(mappings);
  }

  @Override
  public LeakSample draw(LeakProbe probe) {
    return SparkErrors.translate("look for leaks", () -> sample(probe));
  }

  private LeakSample sample(LeakProbe probe) {
    Dataset<Row> tiles = lake.read(probe.panel().features().dailySpend());
    List<DayTotal> totals = DailySpendTiles.dayTotals(tiles);
    PurchaseFits purchases = purchases(probe, tiles, totals);
    Map<CustomerId, List<DailySpend>> histories = histories(probe, tiles);
    return new LeakSample(
        customers(histories, known(probe), rows(probe, totals, purchases, histories)),
        totals,
        purchases,
        vocabulary(probe, tiles),
        population(probe, tiles));
  }

  private static List<SampledCustomer> customers(
      Map<CustomerId, List<DailySpend>> histories,
      Map<CustomerId, KnownSales> known,
      Map<CustomerId, SampledRow> rows) {
    Set<CustomerId> all = new HashSet<>(histories.keySet());
    all.addAll(known.keySet());
    all.addAll(rows.keySet());
    return all.stream()
        .map(
            customer ->
                new SampledCustomer(
                    customer,
                    histories.getOrDefault(customer, List.of()),
                    known.getOrDefault(customer, KnownSales.NONE),
                    Optional.ofNullable(rows.get(customer))))
        .toList();
  }

  /** Other customers than those that training samples. */
  private static Column isSampled(LeakProbe probe) {
    Column bucket = pmod(xxhash64(customer(), lit("leak")), lit(BUCKETS));
    return bucket.lt(lit((long) Math.ceil(probe.share() * BUCKETS)));
  }

  static Column customer() {
    return col(SourceLines.CUSTOMER).cast("string");
  }

  private static Map<CustomerId, List<DailySpend>> histories(LeakProbe probe, Dataset<Row> tiles) {
    return DailySpendTiles.collect(
        tiles.where(isSampled(probe)), Set.copyOf(probe.catalogue().categories()));
  }

  private Map<CustomerId, KnownSales> known(LeakProbe probe) {
    Map<TableName, TableVersion> raw =
        TileTable.sources(lake.note(probe.panel().features().dailySpend()));
    return new KnownLines(probe.asOf(), isSampled(probe))
        .sums(mappings, mapping -> SourceLines.of(mapping, name -> lake.read(raw.get(name))));
  }

  private Map<CustomerId, SampledRow> rows(
      LeakProbe probe,
      List<DayTotal> totals,
      PurchaseFits purchases,
      Map<CustomerId, List<DailySpend>> histories) {
    FeatureTable table = probe.panel().features();
    FeatureSet features = CustomerFeatures.of(probe.catalogue());
    return new SampledRows(
            features,
            new FeatureCalculator(
                features, PopulationDays.of(totals), purchases, List.of(probe.asOf())),
            probe.asOf(),
            SavedModels.open(probe.models(), table, lake.shared()),
            probe.models().size())
        .of(lake.read(table.table()).where(isOf(probe.asOf()).and(isSampled(probe))), histories);
  }

  private static Column isOf(AsOfDate asOf) {
    return col(PanelRows.AS_OF).equalTo(lit(asOf.day()));
  }

  /** Fitted again to tiles that are cut before the production code sees them. */
  private static PurchaseFits purchases(
      LeakProbe probe, Dataset<Row> tiles, List<DayTotal> totals) {
    return new PurchaseFits(
        PurchaseRows.fits(
            knownBefore(probe.asOf(), tiles),
            PopulationDays.of(new KnownPast(probe.asOf()).of(totals)),
            List.of(probe.asOf())));
  }

  /** Of tiles that are cut before the production code sees them. */
  private static List<String> vocabulary(LeakProbe probe, Dataset<Row> tiles) {
    int most = probe.catalogue().categories().size();
    return most == 0
        ? List.of()
        : DailySpendTiles.topCategories(
            knownBefore(probe.vocabularyCut(), tiles), probe.vocabularyCut(), most);
  }

  private static Dataset<Row> knownBefore(AsOfDate asOf, Dataset<Row> tiles) {
    Column cut = lit(asOf.day());
    return tiles.where(col(SourceLines.DAY).lt(cut).and(col(SourceLines.KNOWN).lt(cut)));
  }

  /** A customer belongs to the table by a day on which orders remain after all corrections. */
  private PopulationCount population(LeakProbe probe, Dataset<Row> tiles) {
    Dataset<Row> rule =
        knownBefore(probe.asOf(), tiles)
            .groupBy(customer().as(SourceLines.CUSTOMER), col(SourceLines.DAY))
            .agg(sum(DailySpendTiles.ORDERS).as(DailySpendTiles.ORDERS))
            .where(col(DailySpendTiles.ORDERS).notEqual(0))
            .select(SourceLines.CUSTOMER)
            .distinct()
            .withColumn(BY_RULE, lit(1));
    Dataset<Row> table =
        lake.read(probe.panel().features().table())
            .where(isOf(probe.asOf()))
            .select(customer().as(SourceLines.CUSTOMER), lit(1).as(IN_TABLE));
    Column isThere = col(IN_TABLE).isNotNull();
    Column belongs = col(BY_RULE).isNotNull();
    Row counts =
        table
            .join(rule, SourceLines.CUSTOMER, "full_outer")
            .agg(
                count_if(isThere),
                count_if(belongs),
                count_if(not(belongs)),
                count_if(not(isThere)))
            .first();
    return new PopulationCount(
        counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
  }

  @Override
  public TrainingPanel shuffled(LeakProbe probe, long seed) {
    return SparkErrors.translate(
        "shuffle labels",
        () -> new ShuffledLabels(lake, area, isSampled(probe)).write(probe.panel(), seed));
  }
}
