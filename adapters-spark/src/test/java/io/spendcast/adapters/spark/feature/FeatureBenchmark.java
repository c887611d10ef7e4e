package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.ingest.TpcdsMappings;
import io.spendcast.adapters.spark.ingest.TpcdsSalesIngest;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.StoredFile;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.training.PanelPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Measures the features of TPC-DS beside {@link DuckYardstick}: {@code FeatureBenchmark SCALE
 * DIRECTORY [ROUNDS]}. It ingests into the directory only if nothing is there yet. Each round
 * begins with the ingested tables alone; the first also pays for the compilers of the JVM.
 */
public final class FeatureBenchmark {
  private static final DateWindow SALES_DAYS =
      new DateWindow(LocalDate.parse("1998-01-02"), LocalDate.parse("2003-01-03"));
  private static final List<String> TABLES =
      List.of(
          "date_dim",
          "item",
          "customer",
          "store_sales",
          "store_returns",
          "web_sales",
          "web_returns");
  private static final Horizon HORIZON = new Horizon(90, 0);

  private final LazySession session;
  private final Path directory;
  private final TpcdsSalesIngest ingest;
  private final Measurements measured = new Measurements();

  private FeatureBenchmark(LazySession session, double scale, Path directory) {
    this.session = session;
    this.directory = directory;
    this.ingest = new TpcdsSalesIngest(lake("ingested"), SourceArea.REFERENCE, scale);
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    try (LazySession session = new LazySession("local[2]", Map.of())) {
      FeatureBenchmark benchmark =
          new FeatureBenchmark(
              session, Double.parseDouble(arguments[0]), Path.of(arguments[1]).toAbsolutePath());
      benchmark.requireIngested();
      for (int i = 0; i < rounds; i++) {
        benchmark.round();
      }
      benchmark.measured.report(arguments[0], benchmark.directory.resolve("features.json"));
    }
  }

  private Lake lake(String name) {
    return new Lake(session, directory.resolve(name).toString());
  }

  private void requireIngested() {
    if (lake("ingested").latest(table("web_returns")).isEmpty()) {
      ingest.ingest();
    }
  }

  private static TableName table(String name) {
    return new TableName("raw/tpcds/" + name);
  }

  private void round() throws IOException, SQLException {
    copyOfIngested();
    Lake lake = lake("lake");
    lake.forget();
    IngestReport sales = report(lake, SALES_DAYS);
    PanelPlan dates = PanelPlan.monthly(sales.salesDays(), HORIZON, 12, 4, Optional.empty());
    List<AsOfDate> panel = Stream.concat(dates.train().stream(), dates.test().stream()).toList();
    DeltaFeatureStore store =
        new DeltaFeatureStore(lake, SourceArea.REFERENCE, TpcdsMappings.of(SourceArea.REFERENCE));
    measured.of(Measurements.TILES, () -> store.update(sales));
    FeatureSet features = features(store.topCategories(sales, panel.get(11), 10));
    FeatureTable[] built = new FeatureTable[1];
    measured.of(Measurements.PANEL, () -> built[0] = store.build(sales, features, panel));
    yardstick(lake, panel);
    measured.of(Measurements.FLOOR, () -> copy(lake, sales, built[0]));
    measured.of(Measurements.DATE, () -> store.build(sales, features, and(panel, dates.scoring())));
    append(lake, "ss_sold_date_sk = last", "ss_sold_date_sk + 1", 1_000_000_000);
    IngestReport longer = report(lake, SALES_DAYS.days() + 1);
    AsOfDate next = new AsOfDate(longer.salesDays().until());
    measured.of(Measurements.DAY, () -> store.build(longer, features, and(panel, next)));
    append(lake, "ss_sold_date_sk BETWEEN last - 7 AND last - 1", "ss_sold_date_sk", 2_000_000_000);
    IngestReport late = report(lake, SALES_DAYS.days() + 1);
    measured.of(Measurements.LATE, () -> store.build(late, features, and(panel, next)));
    measured.of(Measurements.NOTHING, () -> store.build(late, features, and(panel, next)));
  }

  private FeatureSet features(List<String> categories) {
    return CustomerFeatures.of(
        new Catalogue(
            ingest.channels(), HORIZON, Catalogue.WINDOWS, categories, Catalogue.Inputs.LEAN));
  }

  private static List<AsOfDate> and(List<AsOfDate> panel, AsOfDate more) {
    return Stream.concat(panel.stream(), Stream.of(more)).toList();
  }

  private void copyOfIngested() throws IOException {
    Path lake = directory.resolve("lake");
    if (Files.exists(lake)) {
      try (Stream<Path> old = Files.walk(lake)) {
        old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
    Path from = directory.resolve("ingested");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, lake.resolve(from.relativize(file).toString()));
      }
    }
  }

  private void yardstick(Lake lake, List<AsOfDate> panel) throws SQLException, IOException {
    Path output = Files.createDirectories(directory.resolve("duckdb"));
    List<String> categories =
        lake
            .read(version(lake, "item"))
            .select("i_category")
            .where("i_category IS NOT NULL")
            .distinct()
            .orderBy("i_category")
            .limit(10)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    try (DuckYardstick duck = new DuckYardstick(TABLES, name -> files(lake, name))) {
      measured.of(
          Measurements.DUCK_TILES, () -> duck.tiles(categories, output.resolve("tiles.parquet")));
      measured.of(
          Measurements.DUCK_PANEL,
          () -> duck.panel(panel, categories.size(), output.resolve("panel.parquet")));
    }
  }

  private static List<Path> files(Lake lake, String name) {
    return lake.files(version(lake, name)).stream()
        .map(StoredFile::path)
        .map(path -> Path.of(path.replaceFirst("^file:/*", "/")))
        .toList();
  }

  private static TableVersion version(Lake lake, String name) {
    return lake.latest(table(name)).orElseThrow();
  }

  /** Reads what is read and writes what is written, with nothing in between. */
  private void copy(Lake lake, IngestReport sales, FeatureTable built) {
    for (TableIngest table : sales.tables()) {
      lake.read(table.table()).write().format("noop").mode("overwrite").save();
    }
    copy(lake.read(built.dailySpend()), "tiles");
    copy(lake.read(built.table()), "panel");
  }

  private void copy(Dataset<Row> rows, String name) {
    rows.write().mode("overwrite").parquet(directory.resolve("copy").resolve(name).toString());
  }

  private IngestReport report(Lake lake, long days) {
    return report(lake, new DateWindow(SALES_DAYS.from(), SALES_DAYS.from().plusDays(days)));
  }

  private IngestReport report(Lake lake, DateWindow days) {
    return new IngestReport(
        ingest.source(), TABLES.stream().map(name -> ingested(version(lake, name))).toList(), days);
  }

  private static TableIngest ingested(TableVersion table) {
    return new TableIngest(
        table,
        Optional.empty(),
        0,
        0,
        0,
        0,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Map.of());
  }

  /**
   * Some lines of store sales once more, as tickets from this number on, of which there is none.
   */
  private static void append(Lake lake, String which, String day, long tickets) {
    Dataset<Row> sales = lake.read(version(lake, "store_sales"));
    sales.createOrReplaceTempView("sales");
    String last = "(SELECT max(ss_sold_date_sk) FROM sales)";
    Dataset<Row> more =
        lake.spark()
            .sql("SELECT * FROM sales WHERE " + which.replace("last", last))
            .withColumn("ss_sold_date_sk", functions.expr(day))
            .withColumn("ss_ticket_number", functions.expr("ss_ticket_number + " + tickets))
            .to(sales.schema());
    // By the lake, since daily spend is made anew after a commit of somebody else.
    lake.replace(table("store_sales"), more, "ss_ticket_number >= " + tickets);
  }
}
