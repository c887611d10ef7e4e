package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableIngest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales with nulls, ties, late rows and corrections that change amount, day or customer. */
class RandomSalesFeaturesTest {
  private static final List<Channel> CHANNELS =
      List.of(new Channel("kiosk"), new Channel("store"), new Channel("web"));
  private static final FeatureSet FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              CHANNELS,
              new Horizon(30, 5),
              Catalogue.WINDOWS,
              List.of("a", "b"),
              Catalogue.Inputs.ALL));
  private static final LocalDate START = LocalDate.of(1999, 2, 1);
  private static final int DAYS = 1000;
  private static final DateWindow SALES_DAYS = new DateWindow(START, START.plusDays(DAYS + 1));
  private static final List<AsOfDate> AS_OFS =
      Stream.of("1999-02-15", "2000-02-29", "2001-03-01", "2001-10-28")
          .map(AsOfDate::parse)
          .toList();
  private static final Source SOURCE = new Source("random sales");
  private static final TableName LINES = new TableName("raw/fixture/lines");
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "flow STRING, customer STRING, channel STRING, day STRING, known STRING, ord STRING, item"
              + " INT, quantity INT, amount DECIMAL(9,2), discount DECIMAL(9,2), category STRING");

  @TempDir Path directory;

  private final SplittableRandom random = new SplittableRandom(4);

  private static List<SourceMapping> mappings() {
    List<SourceMapping> mappings = new ArrayList<>();
    for (Channel channel : CHANNELS) {
      for (LineFlow flow : LineFlow.values()) {
        mappings.add(
            new SourceMapping(
                channel,
                flow,
                LINES,
                List.of(),
                new LineColumns(
                    "customer",
                    "ord",
                    "item",
                    "DATE(day)",
                    "quantity",
                    "amount",
                    Optional.of("category"),
                    Optional.of("discount"),
                    Optional.of("TIMESTAMP(known)")),
                Optional.of("channel = '%s' AND flow = '%s'".formatted(channel, flow))));
      }
    }
    return mappings;
  }

  private List<Row> lines(int count) {
    List<Row> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line(String.valueOf(i / 3), i % 3, random.nextInt(DAYS)));
    }
    for (int i = 0; i < count / 5; i++) {
      Row corrected = lines.get(random.nextInt(count));
      lines.add(line(corrected.getString(5), corrected.getInt(6), random.nextInt(DAYS)));
    }
    return lines;
  }

  private Row line(String order, int item, int day) {
    int late = random.nextInt(4) == 0 ? random.nextInt(200) : 0;
    LocalDate known = START.plusDays((long) day + late);
    return RowFactory.create(
        random.nextInt(8) == 0 ? "RETURN" : "SALE",
        "c" + random.nextInt(40),
        CHANNELS.get(Integer.parseInt(order) % CHANNELS.size()).name(),
        START.plusDays(day).toString(),
        late == 0 && random.nextBoolean() ? null : known + " 0" + random.nextInt(9) + ":00:00",
        order,
        item,
        random.nextInt(4),
        BigDecimal.valueOf(random.nextInt(20_000), 2),
        random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(2_000), 2),
        random.nextInt(5) == 0 ? null : List.of("a", "b", "c").get(random.nextInt(3)));
  }

  @Test
  void every_value_is_what_duckdb_says_before_and_after_sales_change() throws SQLException {
    Lake lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    DeltaFeatureStore store = new DeltaFeatureStore(lake, SourceArea.REFERENCE, mappings());
    Dataset<Row> first = lake.spark().createDataFrame(lines(1_200), SCHEMA);
    IngestReport sales = report(lake.overwrite(LINES, first, SOURCE.properties()));
    try (DuckOracle oracle = new DuckOracle(directory.resolve("parquet"))) {
      requireEqual(oracle, lake, sales, store.build(sales, FEATURES, AS_OFS));
      // A sale of the last day, and a correction of it all that is known a day before the last
      // date.
      Dataset<Row> more =
          lake.spark()
              .createDataFrame(
                  List.of(
                      line("7777", 0, DAYS),
                      RowFactory.create(
                          "SALE",
                          "c1",
                          "web",
                          "2000-03-05",
                          "2001-10-27 00:00:00",
                          "2",
                          0,
                          1,
                          new BigDecimal("12.50"),
                          null,
                          "b")),
                  SCHEMA);
      IngestReport changed = report(lake.replace(LINES, first.unionByName(more), "true"));
      FeatureWork work = store.plan(changed, FEATURES, AS_OFS);
      assertThat(work.change().days().orElseThrow()).hasSizeBetween(2, 4);
      assertThat(work.keep()).contains(AS_OFS.get(0)).doesNotContain(AS_OFS.get(3));
      requireEqual(oracle, lake, changed, store.build(changed, FEATURES, AS_OFS));
    }
  }

  private static IngestReport report(TableVersion raw) {
    return new IngestReport(
        SOURCE.name(),
        List.of(
            new TableIngest(
                raw,
                Optional.empty(),
                1,
                1,
                0,
                0,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Map.of())),
        SALES_DAYS);
  }

  private static void requireEqual(
      DuckOracle oracle, Lake lake, IngestReport sales, FeatureTable table) throws SQLException {
    oracle.load("lines", lake.read(sales.tables().get(0).table()));
    oracle.load("customer_features", lake.read(table.table()));
    oracle.run(
        """
        CREATE OR REPLACE VIEW line AS
        SELECT customer, channel, day::DATE AS day, known::TIMESTAMP AS known_at, ord, item, quantity,
               amount, coalesce(discount, 0) AS discount, category FROM lines WHERE flow = 'SALE'
        """);
    oracle.run(
        """
        CREATE OR REPLACE VIEW return_line AS
        SELECT customer, channel, day::DATE AS day, known::TIMESTAMP AS known_at, ord, item, amount
        FROM lines WHERE flow = 'RETURN'
        """);
    long compared = 0;
    for (AsOfDate asOf : AS_OFS) {
      compared +=
          oracle.requireEqual(
              FEATURES, CHANNELS, asOf, DuckOracle.season(lake, table, asOf), SALES_DAYS.until());
    }
    assertThat(compared).isEqualTo(table.rows()).isGreaterThan(100);
  }

  @Test
  void neither_the_order_of_rows_nor_their_partitions_matter() {
    List<Row> lines = lines(600);
    Dataset<Row> table = built("one", lines, 1);
    Collections.reverse(lines);
    Dataset<Row> other = built("other", lines, 7);
    assertThat(table.count()).isPositive().isEqualTo(other.count());
    assertThat(table.exceptAll(other).isEmpty()).isTrue();
  }

  private Dataset<Row> built(String name, List<Row> lines, int partitions) {
    Lake lake = new Lake(TestSession.session(), directory.resolve(name).toString());
    Dataset<Row> rows = lake.spark().createDataFrame(lines, SCHEMA).repartition(partitions);
    FeatureTable table =
        new DeltaFeatureStore(lake, SourceArea.REFERENCE, mappings())
            .build(
                report(lake.overwrite(LINES, rows, SOURCE.properties())),
                FEATURES,
                AS_OFS.subList(2, 3));
    return lake.read(table.table());
  }
}
