package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.ingest.TpcdsMappings;
import io.spendcast.adapters.spark.ingest.TpcdsSalesIngest;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.season.Season;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpcdsFeaturesTest {
  private static final Horizon HORIZON = new Horizon(60, 5);
  private static final AsOfDate AS_OF = AsOfDate.parse("2001-11-15");

  static final String LINES =
      """
      CREATE VIEW line AS
      SELECT ss_customer_sk AS customer, 'store' AS channel, d_date AS day, NULL::TIMESTAMP AS known_at,
             ss_ticket_number AS ord, ss_item_sk AS item, ss_quantity AS quantity,
             ss_ext_sales_price AS amount, coalesce(ss_ext_list_price - ss_ext_sales_price, 0) AS discount,
             i_category AS category
      FROM store_sales JOIN date_dim ON ss_sold_date_sk = d_date_sk JOIN item ON ss_item_sk = i_item_sk
      UNION ALL
      SELECT ws_bill_customer_sk, 'web', d_date, NULL, ws_order_number, ws_item_sk, ws_quantity,
             ws_ext_sales_price, coalesce(ws_ext_list_price - ws_ext_sales_price, 0), i_category
      FROM web_sales JOIN date_dim ON ws_sold_date_sk = d_date_sk JOIN item ON ws_item_sk = i_item_sk
      """;

  static final String RETURN_LINES =
      """
      CREATE VIEW return_line AS
      SELECT sr_customer_sk AS customer, 'store' AS channel, d_date AS day, NULL::TIMESTAMP AS known_at,
             sr_ticket_number AS ord, sr_item_sk AS item, sr_return_amt AS amount
      FROM store_returns JOIN date_dim ON sr_returned_date_sk = d_date_sk
      UNION ALL
      SELECT wr_refunded_customer_sk, 'web', d_date, NULL, wr_order_number, wr_item_sk, wr_return_amt
      FROM web_returns JOIN date_dim ON wr_returned_date_sk = d_date_sk
      """;

  @TempDir static Path directory;

  private static Lake lake;
  private static IngestReport sales;
  private static List<Channel> channels;
  private static FeatureSet features;

  @BeforeAll
  static void ingest() {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    TpcdsSalesIngest ingest = new TpcdsSalesIngest(lake, SourceArea.REFERENCE, 0.1);
    sales = ingest.ingest();
    channels = ingest.channels();
    features =
        CustomerFeatures.of(
            new Catalogue(
                channels,
                HORIZON,
                Catalogue.WINDOWS,
                List.of("Books", "Home", "Music", "Shoes"),
                Catalogue.Inputs.ALL));
  }

  private static FeatureTable build(IngestReport from, List<AsOfDate> asOfs) {
    return new DeltaFeatureStore(lake, SourceArea.REFERENCE, TpcdsMappings.of(SourceArea.REFERENCE))
        .build(from, features, asOfs);
  }

  @Test
  void every_value_is_what_duckdb_says() throws SQLException {
    List<AsOfDate> asOfs =
        Stream.of("1998-03-01", "2000-02-29", "2003-01-03").map(AsOfDate::parse).toList();
    FeatureTable table = build(sales, asOfs);
    try (DuckOracle oracle = new DuckOracle(directory.resolve("parquet"))) {
      for (TableIngest raw : sales.tables()) {
        String name = raw.table().table().value().replace("raw/tpcds/", "");
        oracle.load(name, lake.read(raw.table()));
      }
      oracle.load("customer_features", lake.read(table.table()));
      oracle.run(LINES);
      oracle.run(RETURN_LINES);
      long compared = 0;
      for (AsOfDate asOf : asOfs) {
        Season season = DuckOracle.season(lake, table, asOf);
        assertThat(season.isKnown()).isEqualTo(asOf.day().getYear() > 1998);
        compared +=
            oracle.requireEqual(features, channels, asOf, season, sales.salesDays().until());
      }
      assertThat(compared).isEqualTo(table.rows()).isGreaterThan(10_000);
    }
  }

  @Test
  void what_happens_from_the_as_of_date_on_changes_labels_only() {
    Dataset<Row> before = lake.read(build(sales, List.of(AS_OF)).table()).cache();
    Dataset<Row> after = lake.read(build(scrambled(), List.of(AS_OF)).table()).cache();
    assertThat(before.count()).isEqualTo(after.count()).isGreaterThan(900);
    assertThat(before.drop("label").exceptAll(after.drop("label")).isEmpty()).isTrue();
    assertThat(
            before
                .select("customer_id", "label")
                .exceptAll(after.select("customer_id", "label"))
                .count())
        .isGreaterThan(500);
  }

  private static IngestReport scrambled() {
    return new IngestReport(
        sales.source(),
        List.of(
            table("date_dim"),
            table("item"),
            scrambled("store_sales", "ss_sold_date_sk", "ss_customer_sk", "ss_ext_sales_price"),
            scrambled("store_returns", "sr_returned_date_sk", "sr_customer_sk", "sr_return_amt"),
            scrambled("web_sales", "ws_sold_date_sk", "ws_bill_customer_sk", "ws_ext_sales_price"),
            scrambled(
                "web_returns", "wr_returned_date_sk", "wr_refunded_customer_sk", "wr_return_amt")),
        sales.salesDays());
  }

  private static TableIngest table(String name) {
    return sales.tables().stream()
        .filter(table -> table.table().table().value().equals("raw/tpcds/" + name))
        .findFirst()
        .orElseThrow();
  }

  /** From the as-of date on, other customers spend other amounts on other days. */
  private static TableIngest scrambled(String name, String day, String customer, String amount) {
    TableIngest table = table(name);
    long asOf = AS_OF.day().toEpochDay() + 2_440_588;
    String known = "%s < %s, ".formatted(day, asOf);
    TableVersion changed =
        lake.overwrite(
            table.table().table(),
            lake.read(table.table())
                .withColumns(
                    Map.of(
                        amount,
                            expr(
                                "IF("
                                    + known
                                    + amount
                                    + ", CAST(3 + LEAST("
                                    + amount
                                    + ", 999) AS DECIMAL(7, 2)))"),
                        customer,
                            expr("IF(" + known + customer + ", 1 + " + customer + " * 7 % 1000)"),
                        day, expr("IF(" + known + day + ", " + day + " + 1)"))),
            new Source(sales.source()).properties());
    return new TableIngest(
        changed,
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

  private static org.apache.spark.sql.Column expr(String text) {
    return org.apache.spark.sql.functions.expr(text);
  }

  @Test
  void sales_of_another_source_are_refused() {
    IngestReport other = new IngestReport("tpcds scale 7", sales.tables(), sales.salesDays());
    assertThatThrownBy(() -> build(other, List.of(AS_OF)))
        .hasMessageContaining("it came from tpcds scale 0.1, not from tpcds scale 7");
  }
}
