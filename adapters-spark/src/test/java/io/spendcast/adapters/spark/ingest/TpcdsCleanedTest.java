package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TPC-DS as an ingest leaves it. */
class TpcdsCleanedTest {
  private static final double SCALE = 0.01;

  @TempDir static Path ingested;

  private static Lake lake;
  private static IngestReport report;

  @BeforeAll
  static void ingest() {
    lake = new Lake(TestSession.session(), ingested.toString());
    report = new TpcdsSalesIngest(lake, SourceArea.REFERENCE, SCALE).ingest();
  }

  private static TableIngest table(IngestReport of, String name) {
    return of.tables().stream()
        .filter(table -> table.table().table().equals(SourceArea.REFERENCE.cleaned(name)))
        .findFirst()
        .orElseThrow();
  }

  private static Dataset<Row> generated(String name) {
    return new TpcdsTable(TpcdsContracts.of(name), SCALE).rows(lake.spark(), 1);
  }

  @Test
  void reports_every_table_and_the_days_with_sales() {
    assertThat(report.tables()).hasSize(7);
    assertThat(report.salesDays().from())
        .isBetween(LocalDate.of(1998, 1, 1), LocalDate.of(1998, 1, 3));
    assertThat(report.salesDays().until())
        .isBetween(LocalDate.of(2003, 1, 1), LocalDate.of(2003, 1, 4));
  }

  @Test
  void keeps_or_quarantines_every_generated_line() {
    for (TableIngest table : report.tables()) {
      String name = table.table().table().value().substring("raw/tpcds/".length());
      assertThat(table.rowsIn()).as(name).isEqualTo(generated(name).count());
      assertThat(lake.read(table.table()).count()).as(name).isEqualTo(table.rowsKept());
      assertThat(table.reasons().values().stream().mapToLong(Long::longValue).sum())
          .as(name)
          .isEqualTo(table.rowsQuarantined());
    }
  }

  @Test
  void about_one_line_in_22_lost_its_customer_and_the_ticket_knows_most_of_them() {
    long lines = generated("store_sales").count();
    long lost = generated("store_sales").filter("ss_customer_sk IS NULL").count();
    assertThat((double) lost / lines).isCloseTo(0.045, within(0.003));
    TableIngest sales = table(report, "store_sales");
    assertThat(sales.rowsRepaired()).isPositive();
    assertThat(sales.reasons().getOrDefault("ss_customer_sk is missing", 0L)).isLessThan(lost / 20);
  }

  @Test
  void ranges_of_tickets_add_up_to_the_whole_table() {
    for (String name :
        List.of("store_sales", "store_returns", "web_sales", "web_returns", "item")) {
      TpcdsTable table = new TpcdsTable(TpcdsContracts.of(name), SCALE);
      assertThat(texts(table.rows(lake.spark(), 7))).as(name).isEqualTo(texts(generated(name)));
    }
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).collect(Collectors.toList());
  }

  @Test
  void refuses_a_lake_of_another_scale() {
    assertThatThrownBy(() -> new TpcdsSalesIngest(lake, SourceArea.REFERENCE, 0.02).ingest())
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("it came from tpcds scale 0.01, not from tpcds scale 0.02")
        .hasMessageContaining("another lake");
  }
}
