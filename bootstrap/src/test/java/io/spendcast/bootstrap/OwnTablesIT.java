package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/own-tables.md}, as they stand there, on small tables. */
final class OwnTablesIT {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final LocalDate OPENING = LocalDate.of(2022, 1, 1);
  private static final int DAYS = 1090;

  private static SparkSession spark;

  @TempDir Path directory;

  /** The commands find a session and leave it open, as on Databricks. */
  @BeforeAll
  static void open_a_session() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void close_it() {
    spark.stop();
  }

  @Test
  void files_of_tpcds_are_read_with_their_dimensions() throws IOException {
    writeTpcds();
    JsonNode plan = done(spendcast(1, "plan"));
    assertThat(plan.at("/outputs/train_as_ofs")).hasSize(12);
    Map<String, JsonNode> checked = byName(plan.at("/outputs/check/tables"));
    assertThat(checked.keySet()).containsExactly("store_returns", "store_sales", "web_sales");
    JsonNode sales = checked.get("store_sales");
    assertThat(sales.get("rows_in").asInt()).isEqualTo(DAYS / 10 + 1);
    assertThat(sales.at("/reasons/date_dim has no row for it").asInt()).isEqualTo(1);
    assertThat(sales.get("money_quarantined").decimalValue()).isEqualByComparingTo("50");
    assertThat(checked.get("store_returns").at("/warnings")).isEmpty();
    assertThat(directory.resolve("data/lake")).doesNotExist();

    JsonNode ingest = done(spendcast(1, "ingest"));
    assertThat(ingest.at("/tasks/0/rows_quarantined").asInt()).isEqualTo(1);
    assertThat(lake("store_sales").filter("category = 'Books' AND discount = 2").count())
        .isEqualTo(DAYS / 10);
    assertThat(lake("_quarantine/store_sales").selectExpr("row['ss_ticket_number']").first())
        .hasToString("[999]");
    assertThat(done(spendcast(1, "ingest")).at("/tasks/0/status").asText()).isEqualTo("skipped");
  }

  /** A ticket every ten days, and one on a day that the calendar does not know. */
  private void writeTpcds() throws IOException {
    List<String> sales = new ArrayList<>();
    List<String> days = new ArrayList<>();
    for (int i = 0; i < DAYS; i++) {
      days.add(dat(28, Map.of(0, i, 1, "AAAA", 2, OPENING.plusDays(i))));
      if (i % 10 == 0) {
        sales.add(ticket(i, i / 10, "10.50", "12.50"));
      }
    }
    sales.add(ticket(9_999, 999, "50.00", "50.00"));
    data("store_sales.dat", sales);
    data("date_dim.dat", days);
    data(
        "store_returns.dat", List.of(dat(20, Map.of(0, 20, 2, 7, 3, 1, 9, 1, 10, 1, 11, "10.50"))));
    parquet("item", "SELECT 7 i_item_sk, 'Books' i_category");
    parquet(
        "web_sales",
        "SELECT 5 ws_sold_date_sk, 7 ws_item_sk, 3 ws_bill_customer_sk, 1 ws_order_number,"
            + " 1 ws_quantity, 9.99BD ws_ext_sales_price");
  }

  private static String ticket(int day, int number, String paid, String list) {
    return dat(23, Map.of(0, day, 2, 7, 3, number % 5, 9, number, 10, 1, 15, paid, 17, list));
  }

  /** A row of dsdgen: every value is followed by a bar. */
  private static String dat(int columns, Map<Integer, Object> values) {
    StringBuilder row = new StringBuilder();
    IntStream.range(0, columns).forEach(i -> row.append(values.getOrDefault(i, "")).append('|'));
    return row.toString();
  }

  @Test
  void an_event_log_has_text_dates_and_negative_returns() throws IOException {
    List<String> events = new ArrayList<>(List.of("kind;user;receipt;line;sku;day;qty;total"));
    DateTimeFormatter german = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    for (int i = 0; i < 400; i += 4) {
      String day = OPENING.plusDays(i).format(german);
      events.add("purchase;u%s;r%s;1;tea;%s;2;12,50".formatted(i % 9, i, day));
      events.add("purchase;u%s;r%s;2;tea;%s;1;6,25".formatted(i % 9, i, day));
    }
    events.add("purchase;u5;r4000;1;tea;20.01.2022;1;1.234,50 €");
    events.add("refund;u4;r4;1;tea;20.01.2022;-2;12,50-");
    events.add("purchase;testing;r;1;tea;20.01.2022;1;99,00");
    events.add("login;u1;;;;20.01.2022;;");
    events.add("purchase;u1;r9;1;tea;31.02.2022;1;1,00");
    data("events.csv", events);

    JsonNode checked = done(spendcast(2, "ingest")).at("/outputs/ingest/0");
    assertThat(checked.get("rows_in").asInt()).isEqualTo(203);
    assertThat(checked.at("/reasons/date is unreadable").asInt()).isEqualTo(1);
    assertThat(checked.get("money_kept").decimalValue()).isEqualByComparingTo("3097.00");
    assertThat(checked.get("rows_filtered").asInt()).isEqualTo(2);
    assertThat(checked.get("money_filtered").decimalValue()).isEqualByComparingTo("99");
    assertThat(checked.get("rows_filtered_money_unknown").asInt()).isEqualTo(1);

    done(spendcast(2, "features"));
    assertThat(
            spark
                .read()
                .format("delta")
                .load(directory + "/data/lake/features/shop/customer_features")
                .selectExpr("MAX(total_shop_sales)")
                .first()
                .getDouble(0))
        .isPositive();
    changed_events_are_ingested_again(events);
  }

  private void changed_events_are_ingested_again(List<String> events) throws IOException {
    events.add("purchase;u1;r400;1;tea;05.02.2023;1;1,00");
    data("events.csv", events);
    assertThat(done(spendcast(2, "ingest")).at("/tasks/0/status").asText()).isEqualTo("done");
    assertThat(lake("events").filter("day = '2023-02-05'").count()).isEqualTo(1);
  }

  @Test
  void channels_come_in_several_formats() throws IOException {
    spark
        .sql(
            "SELECT CONCAT('c', id % 7) card, CONCAT('r', id) receipt, 'tea' sku,"
                + " TIMESTAMP'2022-01-01 23:59:59' + MAKE_DT_INTERVAL(CAST(id * 10 AS INT))"
                + " sold_at, 1 n, 3.5 paid, 'drinks' department FROM RANGE(109)")
        .write()
        .format("delta")
        .save(path("tills"));
    String header = "client,order_no,sku,day,n,total,money";
    List<String> old = new ArrayList<>(List.of(header, "c2,w2,tea,2023-05-02,1,2.00,USD"));
    IntStream.range(10, 50)
        .forEach(i -> old.add("c" + i % 7 + ",w" + i + ",tea,2023-05-01,1,2.00,EUR"));
    data("web-2023/a.csv", old);
    data("web-2024/b.csv", List.of("2024-05-01,w1,cup,3,c1,7.50"));
    List<String> rows =
        new ArrayList<>(
            List.of(
                app("o1", "paid", 1250, "2024-06-02"),
                app("o1", "paid", 1300, "2024-06-09"),
                app("o2", "cancelled", 990, "2024-06-02")));
    IntStream.range(10, 50).forEach(i -> rows.add(app("o" + i, "paid", 100, "2024-06-02")));
    data("app/rows.json", rows);
    parquet(
        "app-returns",
        "SELECT 'u1' user, o order, 'tea' sku, DATE'2024-06-20' returned_on, 13.00BD refund FROM"
            + " (SELECT CONCAT('o', id) o FROM RANGE(10, 50) UNION ALL VALUES ('o1'), ('o7'))");

    Map<String, JsonNode> checked = byName(done(spendcast(3, "plan")).at("/outputs/check/tables"));
    assertThat(checked.get("web_old").at("/reasons/currency is not EUR").asInt()).isEqualTo(1);
    assertThat(checked.get("app").get("rows_kept").asInt()).isEqualTo(42);
    assertThat(checked.get("app").get("money_filtered").decimalValue()).isEqualByComparingTo("9.9");
    assertThat(checked.get("app_returns").at("/reasons/return without a sale").asInt())
        .isEqualTo(1);
    done(spendcast(3, "ingest"));
    assertThat(
            lake("app")
                .filter("order_id = 'o1'")
                .selectExpr("STRING(known_at)")
                .orderBy("known_at")
                .collectAsList())
        .hasToString("[[2024-06-02 00:00:00], [2024-06-09 00:00:00]]");
    assertThat(lake("tills").selectExpr("STRING(MIN(day))").first()).hasToString("[2022-01-01]");

    data("web-2024/b.csv", List.of("2024-05-01,w1,cup,3,c1,7.50", "2024-05-01,w1,cup,3,c1,7.50"));
    Answer refused = spendcast(3, "plan");
    assertThat(refused.exit()).isEqualTo(ExitCode.DATA);
    assertThat(refused.json().at("/error/message").asText())
        .contains("in web_new, order, item and known-at repeat in 1 rows");
    assertThat(refused.json().at("/outputs/check/refusals")).hasSize(1);
  }

  private static String app(String order, String state, int cents, String exported) {
    return "{\"user\": {\"id\": \"u1\"}, \"order\": \"%s\", \"sku\": \"tea\", \"paid_ms\": %s, \"state\": \"%s\", \"cents\": %s, \"exported_at\": \"%s\"}"
        .formatted(
            order, Instant.parse("2024-06-01T10:00:00Z").toEpochMilli(), state, cents, exported);
  }

  private void data(String file, List<String> lines) throws IOException {
    Path path = Path.of(path(file));
    Files.createDirectories(path.getParent());
    Files.write(path, lines);
  }

  private void parquet(String folder, String sql) {
    spark.sql(sql).write().parquet(path(folder));
  }

  private String path(String below) {
    return directory.resolve("data").resolve(below).toString();
  }

  private Dataset<Row> lake(String table) {
    return spark.read().format("delta").load(path("lake/raw/shop/" + table));
  }

  private static Map<String, JsonNode> byName(JsonNode tables) {
    Map<String, JsonNode> byName = new TreeMap<>();
    tables.forEach(table -> byName.put(table.get("name").asText(), table));
    return byName;
  }

  private static JsonNode done(Answer answer) {
    assertThat(answer.exit()).as(answer.text()).isEqualTo(ExitCode.DONE);
    return answer.json();
  }

  private Answer spendcast(int example, String command) throws IOException {
    Path config = Files.writeString(directory.resolve("shop.yaml"), example(example));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exit =
        new Program(new Wiring(CLOCK), CLOCK, stream(out), stream(err))
            .run(
                List.of(
                    command,
                    "--json",
                    "--quiet",
                    "--config",
                    config.toString(),
                    "--set",
                    "tracking.uri=file:" + directory.resolve("mlruns")));
    return new Answer(exit, new JsonMapper().readTree(out.toByteArray()), out + "\n" + err);
  }

  private String example(int number) throws IOException {
    String page = Files.readString(Path.of("../docs/own-tables.md"));
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .map(block -> block.replace("```yaml", "").replace("```", ""))
        .toList()
        .get(number - 1)
        .replace("./data", directory.resolve("data").toString());
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private record Answer(ExitCode exit, JsonNode json, String text) {}
}
