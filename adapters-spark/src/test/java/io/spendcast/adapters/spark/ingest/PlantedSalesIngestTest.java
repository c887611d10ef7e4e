package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.adapters.spark.ingest.contract.ContractSchema;
import io.spendcast.adapters.spark.planted.PlantedTable;
import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedReturn;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.testkit.SalesIngestContract;
import io.spendcast.testkit.TestLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on dirty records, and every other preset by what plain Java says of it. */
class PlantedSalesIngestTest extends SalesIngestContract {
  private static final PlantedWorld DIRTY = PlantedWorld.of(PlantedPreset.DIRTY, 1_000, 7);

  /** One lake for all tests but those that need another world. */
  @TempDir static Path shared;

  private static IngestReport report;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected SalesIngest ingest() {
    return new PlantedSalesIngest(delta(), SourceArea.REFERENCE, DIRTY);
  }

  @Override
  protected SalesIngest ingestOfAnotherSource() {
    return new PlantedSalesIngest(
        delta(), SourceArea.REFERENCE, PlantedWorld.of(PlantedPreset.DIRTY, 1_000, 8));
  }

  @Override
  protected IngestReport ingested() {
    if (report == null) {
      report = ingest().ingest();
    }
    return report;
  }

  private static Lake delta() {
    return lakeAt(shared);
  }

  private static Lake lakeAt(Path root) {
    return new Lake(TestSession.session(), root.toString());
  }

  @Test
  void the_source_is_told_apart_by_preset_customers_and_seed() {
    assertThat(ingest().source()).isEqualTo("planted dirty, 1000 customers, seed 7");
  }

  @Test
  void clean_worlds_arrive_to_the_cent_as_plain_java_knows_them(@TempDir Path own) {
    PlantedWorld world = PlantedWorld.of(PlantedPreset.SIGNAL_DROPOUT, 300, 7);
    IngestReport clean = new PlantedSalesIngest(lakeAt(own), SourceArea.REFERENCE, world).ingest();
    assertThat(clean.rowsQuarantined()).isZero();
    PlantedSales sales = new PlantedSales(world);
    BigDecimal spent = BigDecimal.ZERO;
    BigDecimal refunded = BigDecimal.ZERO;
    long lines = 0;
    TreeSet<LocalDate> days = new TreeSet<>();
    for (long number = 1; number <= world.customers(); number++) {
      PlantedCustomer customer = PlantedCustomer.of(world, number);
      for (PlantedOrder order : sales.orders(customer)) {
        spent = spent.add(order.value());
        lines += order.lines().size();
        days.add(order.day());
        for (PlantedReturn back : sales.returns(customer, order)) {
          refunded = refunded.add(back.amount());
        }
      }
    }
    assertThat(money(clean, "_sales")).isEqualByComparingTo(spent);
    assertThat(money(clean, "_returns")).isEqualByComparingTo(refunded);
    assertThat(tables(clean, "_sales").stream().mapToLong(TableIngest::rowsKept).sum())
        .isEqualTo(lines);
    assertThat(clean.salesDays()).isEqualTo(new DateWindow(days.first(), days.last().plusDays(1)));
  }

  private static List<TableIngest> tables(IngestReport of, String kind) {
    return of.tables().stream()
        .filter(table -> table.table().table().value().endsWith(kind))
        .toList();
  }

  private static BigDecimal money(IngestReport of, String kind) {
    return tables(of, kind).stream()
        .map(TableIngest::moneyKept)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void dirt_ends_in_quarantine_and_corrections_are_known_later() {
    TableIngest store = tables(ingested(), "store_sales").get(0);
    assertThat(store.reasons())
        .containsKeys(
            "ss_customer_sk is missing",
            "ss_quantity is missing",
            "ss_ext_sales_price is missing",
            "ss_ext_sales_price is less than 0",
            "ss_ext_sales_price is more than 45000",
            "ss_quantity is less than 1",
            "ss_quantity is more than 1000000",
            "ss_item_sk is not in item",
            "ss_customer_sk is not in customer",
            "another row has the same ss_ticket_number, ss_item_sk, ss_known_at");
    assertThat(store.rowsRepaired()).isPositive();
    assertThat((double) store.rowsQuarantined() / store.rowsIn()).isBetween(0.015, 0.04);
    assertKnownTimes(ingested());
  }

  private static void assertKnownTimes(IngestReport dirty) {
    SourceMapping mapping =
        PlantedContracts.mappings(SourceArea.REFERENCE, DIRTY).stream()
            .filter(one -> one.flow() == LineFlow.SALE)
            .findFirst()
            .orElseThrow();
    SourceLines.of(
            mapping,
            name ->
                delta()
                    .read(
                        dirty.tables().stream()
                            .map(TableIngest::table)
                            .filter(table -> table.table().equals(name))
                            .findFirst()
                            .orElseThrow()))
        .createOrReplaceTempView("planted_lines");
    Row lines =
        delta()
            .spark()
            .sql(
                """
                WITH lines AS (
                  SELECT *, COUNT(*) OVER (PARTITION BY order, item) AS versions FROM planted_lines)
                SELECT
                  AVG(IF(known_at IS NULL, 0, 1)),
                  COUNT_IF(known_at < CAST(day AS TIMESTAMP) + INTERVAL 1 DAY),
                  COUNT_IF(versions > 2),
                  COUNT_IF(known_at = DATE_TRUNC('DAY', known_at)) / COUNT(known_at),
                  AVG(IF(versions > 1, 1, 0))
                FROM lines
                """)
            .first();
    assertThat(lines.getDouble(0)).as("late or corrected").isCloseTo(0.038, within(0.01));
    assertThat(lines.getLong(1)).as("known on their day, yet with a time").isZero();
    assertThat(lines.getLong(2)).as("corrected twice").isZero();
    assertThat(lines.getDouble(3)).as("at the first instant of a day").isCloseTo(0.25, within(0.1));
    assertThat(lines.getDouble(4)).as("with two versions").isCloseTo(0.055, within(0.015));
  }

  @Test
  void partitions_change_nothing() {
    for (String name : List.of("store_sales", "web_returns", "customer", "date_dim")) {
      PlantedTable table =
          new PlantedTable(
              DIRTY,
              name,
              ContractSchema.of(
                  PlantedContracts.of(DIRTY).stream()
                      .filter(contract -> contract.table().equals(name))
                      .findFirst()
                      .orElseThrow()));
      assertThat(texts(table, 7)).as(name).isEqualTo(texts(table, 1));
    }
  }

  private static List<String> texts(PlantedTable table, long tasks) {
    return table.rows(delta().spark(), tasks).collectAsList().stream().map(Row::toString).toList();
  }
}
