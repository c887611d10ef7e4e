package io.spendcast.adapters.spark.ingest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.TableIngest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that nothing tells apart: without an order, without an item, or without both. */
final class UnidentifiedLinesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);
  private static final String COLUMNS = "who nr day total";
  private static final String[] ROWS = {
    "ann 1 2024-01-31 3.50", "ann 1 2024-01-31 3.50", "ann 2 2024-02-01 1.00", ". 3 2024-02-01 9.00"
  };

  @TempDir Path directory;

  private static LineColumns columns(String order) {
    return new LineColumns(
        "who",
        Optional.of(order).filter(text -> !text.isEmpty()),
        Optional.empty(),
        "day",
        "1",
        "total",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private IngestReport ingest(OwnTable... tables) {
    return new TablesSalesIngest(
            lake(), new SourceArea("shop"), List.of(tables), OwnTables.rules(), CLOCK)
        .ingest();
  }

  private Lake lake() {
    return new Lake(TestSession.session(), directory.resolve("lake").toString());
  }

  private List<String> orders(IngestReport report) {
    return lake().read(report.tables().get(0).table()).orderBy(Line.ORDER).collectAsList().stream()
        .map(row -> row.<String>getAs(Line.ORDER))
        .toList();
  }

  @Test
  void every_line_counts_and_an_order_is_a_customers_day() {
    IngestReport report =
        ingest(
            OwnTables.table(
                "sales", Flow.SALES, OwnTables.view("bare", COLUMNS, ROWS), columns("")));
    TableIngest table = report.tables().get(0);
    assertThat(table.moneyKept()).isEqualByComparingTo("8.00");
    assertThat(table.reasons()).containsOnlyKeys("customer is missing");
    assertThat(orders(report))
        .containsExactly("ann 2024-01-31", "ann 2024-01-31", "ann 2024-02-01");
    assertThat(lake().read(table.table()).select(Line.ITEM).distinct().collectAsList())
        .extracting(Row::anyNull)
        .containsExactly(true);
  }

  @Test
  void without_an_item_equal_lines_of_an_order_all_count() {
    IngestReport report =
        ingest(
            OwnTables.table(
                "sales", Flow.SALES, OwnTables.view("ordered", COLUMNS, ROWS), columns("nr")));
    assertThat(report.tables().get(0).moneyKept()).isEqualByComparingTo("8.00");
    assertThat(orders(report)).containsExactly("1", "1", "2");
  }

  @Test
  void nobody_looks_for_the_sale_of_a_return_among_lines_that_nothing_tells_apart() {
    IngestReport report =
        ingest(
            OwnTables.table(
                "sales", Flow.SALES, OwnTables.view("sold", COLUMNS, ROWS), columns("")),
            OwnTables.table(
                "returns",
                Flow.RETURNS,
                OwnTables.view("back", COLUMNS, "ann 7 2024-03-01 3.50"),
                columns("nr")));
    assertThat(report.tables().get(1).rowsKept()).isEqualTo(1);
    assertThat(report.warnings()).isEmpty();
  }
}
