package io.spendcast.adapters.spark.ingest.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.spendcast.adapters.spark.ingest.tables.described.DsdgenSchema;
import io.spendcast.adapters.spark.ingest.tables.described.OwnMappings;
import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.testkit.SalesIngestContract;
import io.spendcast.testkit.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesSalesIngestTest extends SalesIngestContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path directory;

  private static IngestReport report;

  @TempDir Path other;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected IngestReport ingested() {
    if (report == null) {
      report = ingest().ingest();
    }
    return report;
  }

  private Lake delta() {
    return new Lake(TestSession.session(), directory.resolve("lake").toString());
  }

  @Override
  protected SalesIngest ingest() {
    return ingest("web");
  }

  @Override
  protected SalesIngest ingestOfAnotherSource() {
    return ingest("web", "shop");
  }

  private SalesIngest ingest(String... names) {
    return new TablesSalesIngest(
        delta(),
        SourceArea.REFERENCE,
        Arrays.stream(names).map(this::table).toList(),
        OwnTables.rules(),
        CLOCK);
  }

  private OwnTable table(String name) {
    Path file = directory.resolve(name + ".csv");
    try {
      if (!Files.exists(file)) {
        Files.writeString(
            file,
            """
            who,nr,sku,day,n,total
            ann,1,apple,2024-01-31,2,3.50
            ann,1,pear,2024-01-31,1,0.75
            bob,2,apple,2024-02-29,1,1.75
            bob,2,apple,2024-02-29,1,1.75
            ,3,apple,2024-03-01,1,1.75
            cid,4,apple,yesterday,1,1.75
            cid,5,apple,2024-03-02,1,-1.75
            """);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OwnTable(
        name,
        new Channel(name),
        Flow.SALES,
        new Relation(file.toString(), Format.CSV, Map.of(), Optional.empty()),
        List.of(),
        new LineColumns(
            "who",
            "nr",
            "sku",
            "day",
            "n",
            "total",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TablesSalesIngest ingestOf(Lake lake, OwnTable... tables) {
    return ingestOf(lake, SourceArea.REFERENCE, tables);
  }

  private static TablesSalesIngest ingestOf(Lake lake, SourceArea area, OwnTable... tables) {
    return new TablesSalesIngest(lake, area, List.of(tables), OwnTables.rules(), CLOCK);
  }

  @Test
  void writes_only_the_days_that_changed_and_nothing_if_none_did() {
    Lake lake = new Lake(TestSession.session(), other.toString());
    String columns = "who nr sku day n total";
    String first = "ann 1 apple 2024-01-01 1 1.00";
    String second = "bob 2 apple 2024-01-02 1 2.00";
    String third = "cid 3 apple 2024-01-03 1 3.00";
    OwnTable sales = OwnTables.sales(OwnTables.view("growing", columns, first, second, third));
    TableVersion before = onlyTable(ingestOf(lake, sales));
    assertThat(onlyTable(ingestOf(lake, sales))).isEqualTo(before);

    String corrected = "bob 2 apple 2024-01-02 1 2.50";
    String fourth = "dan 4 apple 2024-01-04 1 4.00";
    OwnTables.view("growing", columns, fourth, third, corrected, first);
    TableVersion after = onlyTable(ingestOf(lake, sales));
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(lastCommit(lake, after))
        .contains("2024-01-02", "2024-01-04")
        .doesNotContain("2024-01-01", "2024-01-03");
    assertThat(lake.read(after).orderBy("day").select("amount").collectAsList().toString())
        .isEqualTo("[[1.0000], [2.5000], [3.0000], [4.0000]]");

    OwnTables.view("growing", columns, first);
    assertThat(lake.read(onlyTable(ingestOf(lake, sales))).count()).isEqualTo(1);
  }

  private static TableVersion onlyTable(SalesIngest ingest) {
    return ingest.ingest().tables().get(0).table();
  }

  private static String lastCommit(Lake lake, TableVersion table) {
    return DeltaTable.forPath(lake.spark(), lake.path(table.table()))
        .history(1)
        .selectExpr("STRING(operationParameters)")
        .first()
        .getString(0);
  }

  @Test
  void sources_of_two_names_share_a_lake() {
    Lake lake = new Lake(TestSession.session(), other.resolve("shared").toString());
    String columns = "who nr sku day n total";
    OwnTable first = OwnTables.sales(OwnTables.view("first", columns, "a 1 b 2024-01-01 1 1.00"));
    OwnTable second = OwnTables.sales(OwnTables.view("second", columns, "a 1 b 2024-01-01 1 2.00"));
    TableVersion north = onlyTable(ingestOf(lake, new SourceArea("north"), first));
    TableVersion south = onlyTable(ingestOf(lake, new SourceArea("south"), second));
    assertThat(north.table().value()).startsWith("raw/north/");
    assertThat(south.table().value()).startsWith("raw/south/");
    assertThat(lake.read(north).selectExpr("STRING(amount)").first()).hasToString("[1.0000]");
    assertThat(onlyTable(ingestOf(lake, new SourceArea("north"), first))).isEqualTo(north);
  }

  @Test
  void negative_amounts_of_a_signed_table_are_returns() {
    Lake lake = new Lake(TestSession.session(), other.resolve("signed").toString());
    OwnTable events =
        OwnTables.table(
            "events",
            Flow.SIGNED,
            OwnTables.view(
                "events",
                "who nr sku day n total",
                "ann 1 apple 2024-01-01 2 3.00",
                "ann 1 apple 2024-01-05 -1 -1.50"),
            OwnTables.COLUMNS);
    TableIngest report = ingestOf(lake, events).ingest().tables().get(0);
    assertThat(report.moneyKept()).isEqualByComparingTo("1.50");
    assertThat(
            OwnMappings.of(SourceArea.REFERENCE, List.of(events)).stream()
                .map(mapping -> SourceLines.of(mapping, name -> lake.read(report.table())))
                .map(lines -> lines.select("day", "quantity", "amount").collectAsList().toString()))
        .containsExactly("[[2024-01-01,2,3.0000]]", "[[2024-01-05,1,1.5000]]");
  }

  @Test
  void a_changed_file_has_another_state() throws IOException {
    Path file = Files.writeString(other.resolve("changing.csv"), "who\nann\n");
    OwnTable table =
        OwnTables.sales(new Relation(file.toString(), Format.CSV, Map.of(), Optional.empty()));
    TablesSalesIngest ingest = ingestOf(delta(), table);
    Fingerprint before = ingest.state();
    assertThat(ingest.state()).isEqualTo(before);
    Files.writeString(file, "who\nann\nbob\n");
    assertThat(ingest.state()).isNotEqualTo(before);
  }

  /** With a deletion vector the files stay as they are. */
  @Test
  void a_delta_table_has_another_state_though_rows_were_only_deleted() {
    SparkSession spark = TestSession.session().get();
    Path files = other.resolve("deleted");
    spark.sql(
        "CREATE TABLE deleted_from USING delta LOCATION '%s'".formatted(files.toUri())
            + " TBLPROPERTIES (delta.enableDeletionVectors = true) AS SELECT id FROM range(10)");
    try {
      TablesSalesIngest byName = ingestOf(delta(), stored("deleted_from", Format.CATALOG));
      TablesSalesIngest byPath = ingestOf(delta(), stored(files.toString(), Format.DELTA));
      List<Fingerprint> before = List.of(byName.state(), byPath.state());
      assertThat(List.of(byName.state(), byPath.state())).isEqualTo(before);
      spark.sql("DELETE FROM deleted_from WHERE id = 3");
      assertThat(List.of(byName.state(), byPath.state())).doesNotContainAnyElementsOf(before);
    } finally {
      spark.sql("DROP TABLE deleted_from");
    }
  }

  private static OwnTable stored(String location, Format format) {
    return OwnTables.sales(new Relation(location, format, Map.of(), Optional.empty()));
  }

  @Test
  void a_wrong_description_is_refused_key_by_key_before_anything_is_written() {
    LineColumns wrong =
        new LineColumns(
            "whom",
            "nr",
            "array(sku)",
            "INT(n)",
            "n > 1",
            "SUM(total)",
            Optional.of("nosuch(sku)"),
            Optional.empty(),
            Optional.empty());
    Relation lines = OwnTables.view("described", "who nr sku day n total", "a 1 b 2024-01-01 1 1");
    OwnTable table =
        OwnTables.joined(
            OwnTables.table("sales", Flow.SALES, lines, wrong),
            "total",
            new OwnTable.Dimension("items", OwnTables.view("items_of", "id", "b"), "skuu = id"));
    OwnTable gone =
        OwnTables.table(
            "gone",
            Flow.SALES,
            new Relation("/no/such/file", Format.PARQUET, Map.of(), Optional.empty()),
            OwnTables.COLUMNS);
    OwnTable unjoined = OwnTables.joined(table, "total");
    Path untouched = other.resolve("untouched");
    Lake lake = new Lake(TestSession.session(), untouched.toString());
    assertThatThrownBy(() -> ingestOf(lake, table, gone).ingest())
        .hasMessageContaining(
            "source.tables[sales].joins[items].on, \"skuu = id\": there is no column skuu, the"
                + " nearest are sku")
        .hasMessageContaining(
            "source.tables[gone]: Cannot read /no/such/file: there is no such file or folder");
    assertThatThrownBy(() -> ingestOf(lake, unjoined).ingest())
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining(
            "source.tables[sales].columns.customer, \"whom\": there is no column whom, the nearest"
                + " are who")
        .hasMessageContaining(
            "columns.item, \"array(sku)\": it gives ARRAY<STRING>, not a single value")
        .hasMessageContaining(
            "columns.date, \"INT(n)\": it gives INT, not a date, a time or a text")
        .hasMessageContaining(
            "columns.quantity, \"n > 1\": it gives BOOLEAN, not a number or a text")
        .hasMessageContaining("columns.category, \"nosuch(sku)\"")
        .hasMessageContaining("columns.amount, \"SUM(total)\": it gathers several rows")
        .hasMessageContaining("filter, \"total\": it gives STRING, not true or false");
    assertThat(untouched).doesNotExist();
  }

  @Test
  void dates_that_are_none_fail_no_job_but_the_contract() {
    LineColumns strict =
        new LineColumns(
            "who",
            "nr",
            "sku",
            "to_date(day, 'dd.MM.yyyy')",
            "CAST(n AS INT)",
            "CAST(total AS DOUBLE)",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Relation lines =
        OwnTables.view(
            "texts", "who nr sku day n total", "a 1 b 31/01/2024 1 1", "a 2 b tomorrow one two");
    OwnTable table = OwnTables.table("sales", Flow.SALES, lines, strict);
    assertThatThrownBy(() -> ingestOf(delta(), table).ingest())
        .hasMessageContaining("sales has no usable row: date is unreadable in 2 rows")
        .hasMessageContaining("date is missing or unreadable in 2 of 2 rows");
  }

  @Test
  void the_files_of_dsdgen_are_known_by_their_names() {
    assertThat(DsdgenSchema.of("/data/store_sales_3_4.dat"))
        .startsWith("ss_sold_date_sk BIGINT, ss_sold_time_sk BIGINT")
        .contains("ss_net_paid DECIMAL(7,2)");
    assertThat(DsdgenSchema.of("s3a://bucket/date_dim/")).contains("d_date DATE");
    assertThatThrownBy(() -> DsdgenSchema.of("/data/mine.dat"))
        .hasMessageContaining("mine is no table of TPC-DS");
  }

  @Test
  void a_record_that_does_not_fit_is_in_quarantine_as_it_stands_and_a_warning_in_the_report()
      throws IOException {
    Path folder = Files.createDirectory(other.resolve("misfits"));
    Files.writeString(
        folder.resolve("a.csv"),
        """
        who,nr,sku,day,n,total
        ann,1,apple,2024-01-31,2,3.50
        bob,2,pear,2024-01-31,1,1,234.56
        """);
    Files.writeString(folder.resolve("_b.csv"), "who,nr,sku,day,n,total\n");
    Lake lake = new Lake(TestSession.session(), other.resolve("lake").toString());
    OwnTable sales =
        OwnTables.sales(new Relation(folder.toString(), Format.CSV, Map.of(), Optional.empty()));
    IngestReport report = ingestOf(lake, sales).ingest();
    assertThat(report.warnings())
        .anyMatch(text -> text.contains("not read") && text.contains("_b.csv"));
    TableIngest table = report.tables().get(0);
    assertThat(table.moneyKept()).isEqualByComparingTo("3.50");
    assertThat(
            lake.read(table.quarantine().orElseThrow())
                .selectExpr("reason", "row['record']")
                .first()
                .toString())
        .isEqualTo(
            "[unreadable record: it has more values than its file has columns,"
                + "bob,2,pear,2024-01-31,1,1,234.56]");
  }
}
