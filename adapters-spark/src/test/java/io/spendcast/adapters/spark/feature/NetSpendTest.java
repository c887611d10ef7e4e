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
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.domain.sales.TableIngest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of sales when returns are taken off, by another engine, straight from the lines. */
final class NetSpendTest {
  private static final LocalDate START = LocalDate.of(2000, 1, 1);
  private static final int DAYS = 500;
  private static final DateWindow SALES_DAYS = new DateWindow(START, START.plusDays(DAYS));
  private static final Channel STORE = new Channel("store");
  private static final Source SOURCE = new Source("random returns");
  private static final TableName LINES = new TableName("raw/fixture/lines");
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "flow STRING, customer STRING, day DATE, known TIMESTAMP, ord STRING, item INT,"
              + " amount DECIMAL(9,2)");
  private static final Horizon HORIZON = new Horizon(60, 0);
  private static final List<AsOfDate> AS_OFS =
      Stream.of("2000-06-01", "2000-11-15", "2001-03-01").map(AsOfDate::parse).toList();
  private static final FeatureSet FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              List.of(STORE),
              HORIZON,
              Catalogue.WINDOWS,
              List.of(),
              Catalogue.Inputs.LEAN,
              SpendTarget.NET));

  private static final String EXPECTED =
      """
      WITH l AS (
        SELECT *, CASE flow WHEN 'SALE' THEN 1 ELSE -1 END AS sign,
               greatest(day, coalesce(known::DATE, day)) AS seen FROM lines),
      v AS (SELECT * FROM l WHERE day < DATE '%1$s' AND seen < DATE '%1$s'),
      o AS (SELECT customer, day, ord FROM v GROUP BY ALL HAVING sum(sign) > 0),
      buyers AS (SELECT customer, max(day) AS last_day, count(*) AS orders,
                   count(*) FILTER (day >= DATE '%1$s' - 90) AS orders_last_90d FROM o GROUP BY 1),
      spent AS (SELECT customer, sum(sign * amount) AS total,
                  coalesce(sum(sign * amount) FILTER (day >= DATE '%1$s' - 30), 0) AS last_30,
                  coalesce(sum(sign * amount) FILTER (day >= DATE '%1$s' - 60), 0) AS last_horizon,
                  coalesce(sum(amount) FILTER (sign < 0 AND day >= DATE '%1$s' - 365), 0) AS returned
                FROM v GROUP BY 1),
      label AS (SELECT customer, sum(sign * amount) AS label FROM l
                WHERE day >= DATE '%1$s' AND day < DATE '%1$s' + 60 GROUP BY 1)
      SELECT customer, greatest(0, total)::DOUBLE, greatest(0, last_30)::DOUBLE,
             greatest(0, last_horizon)::DOUBLE, returned::DOUBLE, orders_last_90d::DOUBLE,
             (DATE '%1$s' - last_day)::DOUBLE, (greatest(0, total) / orders)::DOUBLE,
             greatest(0, coalesce(label, 0))::DOUBLE
      FROM buyers JOIN spent USING (customer) LEFT JOIN label USING (customer) ORDER BY 1
      """;

  private static final List<String> COLUMNS =
      List.of(
          "total_store_sales",
          "rolling_30d_spend",
          "spend_last_horizon",
          "returned_last_365d",
          "orders_last_90d",
          "days_since_last_purchase",
          "avg_basket_value",
          FeatureTable.LABEL);

  @TempDir private Path directory;

  private final SplittableRandom random = new SplittableRandom(11);

  private static SourceMapping mapping(LineFlow flow) {
    return new SourceMapping(
        STORE,
        flow,
        LINES,
        List.of(),
        new LineColumns(
            "customer",
            "ord",
            "item",
            "day",
            "1",
            "amount",
            Optional.empty(),
            Optional.empty(),
            Optional.of("known")),
        Optional.of("flow = '%s'".formatted(flow)));
  }

  /** A third of the lines comes back: at once, later, or later than it is dated. */
  private List<Row> lines() {
    List<Row> lines = new ArrayList<>();
    for (int order = 0; order < 400; order++) {
      String customer = "c" + random.nextInt(30);
      LocalDate day = START.plusDays(random.nextInt(DAYS));
      for (int item = 0; item <= random.nextInt(3); item++) {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, 20_000), 2);
        lines.add(line("SALE", customer, day, 0, order, item, amount));
        int fate = random.nextInt(9);
        if (fate < 3) {
          LocalDate back = fate == 1 ? day.plusDays(random.nextInt(1, 120)) : day;
          lines.add(line("RETURN", customer, back, fate == 2 ? 40 : 0, order, item, amount));
        }
      }
    }
    return lines;
  }

  private static Row line(
      String flow,
      String customer,
      LocalDate day,
      int late,
      int order,
      int item,
      BigDecimal amount) {
    return RowFactory.create(
        flow,
        customer,
        Date.valueOf(day),
        late == 0 ? null : Timestamp.valueOf(day.plusDays(late).atTime(7, 0)),
        "o" + order,
        item,
        amount);
  }

  @Test
  void every_value_is_what_duckdb_says() throws SQLException {
    Lake lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    IngestReport sales =
        report(
            lake.overwrite(
                LINES, lake.spark().createDataFrame(lines(), SCHEMA), SOURCE.properties()));
    List<SourceMapping> mappings = List.of(mapping(LineFlow.SALE), mapping(LineFlow.RETURN));
    FeatureTable gross =
        new DeltaFeatureStore(lake, SourceArea.REFERENCE, mappings)
            .build(sales, CustomerFeatures.forChannels(List.of(STORE), HORIZON), AS_OFS);
    FeatureTable net =
        new DeltaFeatureStore(lake, SourceArea.REFERENCE, SpendTarget.NET.of(mappings))
            .build(sales, FEATURES, AS_OFS);
    assertThat(net.fingerprint()).isNotEqualTo(gross.fingerprint());
    assertThat(net.dailySpend()).isNotEqualTo(gross.dailySpend());
    lake.read(sales.tables().get(0).table()).coalesce(1).write().parquet(directory + "/lines");
    int compared = 0;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "CREATE TABLE lines AS FROM read_parquet('%s/lines/*.parquet')".formatted(directory));
      for (AsOfDate asOf : AS_OFS) {
        List<List<Object>> expected = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(EXPECTED.formatted(asOf))) {
          while (rows.next()) {
            List<Object> row = new ArrayList<>();
            row.add(rows.getString(1));
            for (int i = 0; i < COLUMNS.size(); i++) {
              row.add(Math.round(rows.getDouble(2 + i) * 1e6) / 1e6);
            }
            expected.add(row);
          }
        }
        assertThat(actual(lake, net, asOf)).isEqualTo(expected);
        compared += expected.size();
      }
    }
    assertThat(compared).isEqualTo((int) net.rows()).isGreaterThan(60);
  }

  private static List<List<Object>> actual(Lake lake, FeatureTable table, AsOfDate asOf) {
    return lake
        .read(table.table())
        .where("as_of_date = DATE'%s'".formatted(asOf))
        .orderBy("customer_id")
        .collectAsList()
        .stream()
        .map(
            row -> {
              List<Object> values = new ArrayList<>();
              values.add(row.getAs("customer_id"));
              for (String column : COLUMNS) {
                values.add(Math.round(row.<Double>getAs(column) * 1e6) / 1e6);
              }
              return values;
            })
        .toList();
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
}
