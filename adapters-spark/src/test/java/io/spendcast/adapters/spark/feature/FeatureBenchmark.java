package io.spendcast.adapters.spark.feature;

import com.sun.management.OperatingSystemMXBean;
import io.spendcast.adapters.spark.ingest.TpcdsMappings;
import io.spendcast.adapters.spark.ingest.TpcdsSalesIngest;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.season.Season;
import io.spendcast.domain.training.PanelPlan;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times the features of TPC-DS: {@code FeatureBenchmark SCALE DIRECTORY}. It ingests into the
 * directory only if nothing is there yet; remove lake/features to repeat it. Two yardsticks run
 * beside: one scan of the same tables in the same session, grouped by customer and day; and all
 * features of the panel by DuckDB with as many threads, from the same rows as Parquet.
 */
public final class FeatureBenchmark {
  private static final DateWindow SALES_DAYS =
      new DateWindow(LocalDate.parse("1998-01-02"), LocalDate.parse("2003-01-03"));

  private final Lake lake;
  private final FeatureStore store;

  private FeatureBenchmark(Lake lake) {
    this.lake = lake;
    this.store =
        new DeltaFeatureStore(lake, SourceArea.REFERENCE, TpcdsMappings.of(SourceArea.REFERENCE));
  }

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException {
    try (LazySession session = new LazySession("local[2]", Map.of())) {
      Path directory = Path.of(arguments[1]);
      Lake lake = new Lake(session, directory.resolve("lake").toString());
      TpcdsSalesIngest ingest =
          new TpcdsSalesIngest(lake, SourceArea.REFERENCE, Double.parseDouble(arguments[0]));
      new FeatureBenchmark(lake).run(ingest, directory.resolve("parquet"));
    }
  }

  private void run(TpcdsSalesIngest ingest, Path parquet) throws SQLException {
    IngestReport sales = ingested(ingest);
    PanelPlan dates =
        PanelPlan.monthly(sales.salesDays(), new Horizon(90, 0), 12, 4, Optional.empty());
    List<AsOfDate> panel = Stream.concat(dates.train().stream(), dates.test().stream()).toList();
    time("scan and group", () -> scanAndGroup(sales));
    time("scan and group", () -> scanAndGroup(sales));
    time("tiles", () -> store.update(sales));
    FeatureSet features =
        CustomerFeatures.of(
            new Catalogue(
                ingest.channels(),
                dates.horizon(),
                Catalogue.WINDOWS,
                store.topCategories(sales, panel.get(11), 10),
                Catalogue.Inputs.LEAN));
    time("panel of 16 as-of dates", () -> store.build(sales, features, panel));
    List<AsOfDate> oneMore = new ArrayList<>(panel);
    oneMore.add(dates.scoring());
    time("one more as-of date", () -> store.build(sales, features, oneMore));
    IngestReport longer = withOneMoreDay(sales);
    List<AsOfDate> next = new ArrayList<>(panel);
    next.add(new AsOfDate(longer.salesDays().until()));
    time("one more day and its as-of date", () -> store.build(longer, features, next));
    time("nothing new", () -> store.build(longer, features, next));
    try (DuckOracle duck = new DuckOracle(parquet)) {
      loadInto(duck, sales);
      for (AsOfDate asOf : panel) {
        time("DuckDB, as of " + asOf, () -> expect(duck, features, ingest, sales, asOf));
      }
    }
  }

  private IngestReport ingested(TpcdsSalesIngest ingest) {
    if (lake.latest(new TableName("raw/tpcds/web_returns")).isEmpty()) {
      return ingest.ingest();
    }
    List<TableIngest> tables =
        Stream.of(
                "date_dim",
                "item",
                "customer",
                "store_sales",
                "store_returns",
                "web_sales",
                "web_returns")
            .map(name -> new TableVersion(new TableName("raw/tpcds/" + name), 0))
            .map(
                table ->
                    new TableIngest(
                        table,
                        Optional.empty(),
                        0,
                        0,
                        0,
                        0,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Map.of()))
            .toList();
    return new IngestReport(ingest.source(), tables, SALES_DAYS);
  }

  private void loadInto(DuckOracle duck, IngestReport sales) throws SQLException {
    duck.run("SET threads = 2");
    duck.run("SET memory_limit = '6GB'");
    for (TableIngest table : sales.tables()) {
      duck.load(name(table), lake.read(table.table()));
    }
    duck.run(TpcdsFeaturesTest.LINES);
    duck.run(TpcdsFeaturesTest.RETURN_LINES);
  }

  private static void expect(
      DuckOracle duck,
      FeatureSet features,
      TpcdsSalesIngest ingest,
      IngestReport sales,
      AsOfDate asOf) {
    try {
      duck.expect(features, ingest.channels(), asOf, Season.UNKNOWN, sales.salesDays().until());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(TableIngest table) {
    return table.table().table().value().replace("raw/tpcds/", "");
  }

  private void scanAndGroup(IngestReport sales) {
    for (TableIngest table : sales.tables()) {
      switch (name(table)) {
        case "store_sales" ->
            group(table.table(), "ss_customer_sk", "ss_sold_date_sk", "ss_ext_sales_price");
        case "web_sales" ->
            group(table.table(), "ws_bill_customer_sk", "ws_sold_date_sk", "ws_ext_sales_price");
        case "store_returns" ->
            group(table.table(), "sr_customer_sk", "sr_returned_date_sk", "sr_return_amt");
        case "web_returns" ->
            group(table.table(), "wr_refunded_customer_sk", "wr_returned_date_sk", "wr_return_amt");
        default -> lake.read(table.table()).count();
      }
    }
  }

  private void group(TableVersion table, String customer, String day, String amount) {
    lake.read(table)
        .groupBy(customer, day)
        .sum(amount)
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }

  /** The lines of the last day once more, as other tickets of the day after. */
  private IngestReport withOneMoreDay(IngestReport sales) {
    List<TableIngest> tables =
        sales.tables().stream()
            .map(table -> name(table).equals("store_sales") ? longer(table) : table)
            .toList();
    return new IngestReport(
        sales.source(),
        tables,
        new DateWindow(sales.salesDays().from(), sales.salesDays().until().plusDays(1)));
  }

  private TableIngest longer(TableIngest table) {
    TableVersion before = table.table();
    String last = "(SELECT max(ss_sold_date_sk) FROM sales)";
    lake.read(before).createOrReplaceTempView("sales");
    lake.spark()
        .sql("SELECT * FROM sales WHERE ss_sold_date_sk = " + last)
        .selectExpr(
            Stream.of(lake.read(before).columns())
                .map(
                    name ->
                        switch (name) {
                          case "ss_sold_date_sk" -> "ss_sold_date_sk + 1 AS ss_sold_date_sk";
                          case "ss_ticket_number" ->
                              "ss_ticket_number + 1000000000 AS ss_ticket_number";
                          default -> name;
                        })
                .toArray(String[]::new))
        .write()
        .format("delta")
        .mode("append")
        .save(lake.path(before.table()));
    return new TableIngest(
        lake.latest(before.table()).orElseThrow(),
        table.quarantine(),
        table.rowsIn(),
        table.rowsKept(),
        table.rowsQuarantined(),
        table.rowsRepaired(),
        table.moneyIn(),
        table.moneyKept(),
        table.moneyQuarantined(),
        table.reasons());
  }

  private static void time(String what, Runnable work) {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long started = System.nanoTime();
    long cpu = cpuTime();
    work.run();
    double seconds = (System.nanoTime() - started) / 1e9;
    double cpuSeconds = (cpuTime() - cpu) / 1e9;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "%-34s %7.1f s  %7.1f CPU s  %5d MB at most%n", what, seconds, cpuSeconds, peak >> 20);
  }

  /** Nanoseconds of all threads: what the work costs, whatever else the machine does meanwhile. */
  private static long cpuTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
