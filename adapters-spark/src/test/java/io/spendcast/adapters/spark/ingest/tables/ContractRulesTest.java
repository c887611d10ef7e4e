package io.spendcast.adapters.spark.ingest.tables;

import static io.spendcast.adapters.spark.ingest.tables.OwnTables.inCurrency;
import static io.spendcast.adapters.spark.ingest.tables.OwnTables.joined;
import static io.spendcast.adapters.spark.ingest.tables.OwnTables.rules;
import static io.spendcast.adapters.spark.ingest.tables.OwnTables.table;
import static io.spendcast.adapters.spark.ingest.tables.OwnTables.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line that breaks each rule, and what is done about it. */
class ContractRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

  private static List<OwnTable> tables;
  private static Tally tally;

  @BeforeAll
  static void read_broken_lines() {
    tables = List.of(sales(), returns());
    tally = read(rules()).tally();
  }

  private static OwnTable sales() {
    OwnTable lines =
        table(
            "sales",
            Flow.SALES,
            view(
                "broken_sales",
                "who nr sku day n total money known",
                "ann 1 apple 2024-01-31 2 3.50 EUR 2024-02-01",
                "ann 1 pear 2024-01-31 1 0.75 EUR 2024-02-01",
                "ann 1 pear 2024-01-31 1 0.80 EUR 2024-03-01",
                "bob 2 apple 2024-06-30 1 1.75 EUR 2024-06-30",
                "bob 2 apple 2024-06-30 1 1.76 EUR 2024-06-30",
                ". 3 apple 2024-03-01 1 2 EUR 2024-06-30",
                "cid . apple 2024-03-01 1 4 EUR 2024-06-30",
                "cid 4 . 2024-03-01 1 8 EUR 2024-06-30",
                "cid 5 apple yesterday 1 16 EUR 2024-06-30",
                "cid 6 apple 2024-02-30 1 32 EUR 2024-06-30",
                "cid 7 apple 2024-03-01 1.5 64 EUR 2024-06-30",
                "cid 8 apple 2024-03-01 1 many EUR 2024-06-30",
                "cid 9 apple 2024-03-01 1 128 EUR soon",
                "cid 10 apple 2024-03-01 1 -256 EUR 2024-06-30",
                "cid 11 apple 2024-03-01 -1 512 EUR 2024-06-30",
                "cid 12 apple 1789-07-14 1 1024 EUR 2024-06-30",
                "cid 13 apple 2024-07-01 1 2048 EUR 2024-06-30",
                "cid 14 apple 2024-03-01 1 4096 EUR 2024-07-01",
                "cid 15 apple 2024-03-01 1 1000000.01 EUR 2024-06-30",
                "cid 16 apple 2024-03-01 100001 8192 EUR 2024-06-30",
                "cid 17 plum 2024-03-01 1 16384 EUR 2024-06-30",
                "cid 18 apple 2024-03-01 1 32768 USD 2024-06-30",
                "cid 19 apple 2024-03-01 1 65536 . 2024-06-30"),
            OwnTables.columns("total", "known"));
    Dimension items =
        new Dimension(
            "items", view("known_items", "id kind", "apple fruit", "pear fruit"), "sku = id");
    return joined(inCurrency(lines, "money", "EUR"), "kind = 'fruit'", items);
  }

  private static OwnTable returns() {
    return table(
        "returns",
        Flow.RETURNS,
        view(
            "orphan_returns",
            "who nr sku day n total",
            "ann 1 apple 2024-02-10 1 1.75",
            "bob 99 apple 2024-02-10 1 1.75"),
        OwnTables.COLUMNS);
  }

  private static OwnLines read(ContractRules rules) {
    return OwnLines.read(TestSession.session().get(), tables, rules, TODAY);
  }

  private static SourceCheck check(ContractRules rules) {
    return new Verdicts(tables, rules, tally, () -> new BrokenValues(List.of()))
        .check("tables", List.of(), Map.of());
  }

  @Test
  void by_default_rows_that_break_a_rule_are_kept_apart_with_the_reason() {
    SourceCheck check = check(rules());
    TableCheck sales = check.tables().get(0);
    assertThat(check.refusals()).isEmpty();
    assertThat(sales.reasons())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("order, item and known-at repeat", 1L),
                Map.entry("customer is missing", 1L),
                Map.entry("order is missing", 1L),
                Map.entry("item is missing", 1L),
                Map.entry("date is unreadable", 2L),
                Map.entry("quantity is not a whole number", 1L),
                Map.entry("amount is unreadable", 1L),
                Map.entry("known-at is unreadable", 1L),
                Map.entry("amount is below 0", 1L),
                Map.entry("quantity is below 0", 1L),
                Map.entry("date is before 1990-01-01", 1L),
                Map.entry("date is in the future", 1L),
                Map.entry("known-at is in the future", 1L),
                Map.entry("amount is above 1000000", 1L),
                Map.entry("quantity is above 100000", 1L),
                Map.entry("items has no row for it", 1L),
                Map.entry("currency is not EUR", 1L),
                Map.entry("currency is missing", 1L)));
    assertThat(check.tables().get(1).warnings()).containsExactly("return without a sale, 1 rows");
  }

  @Test
  void rows_and_money_add_up() {
    TableCheck sales = check(rules()).tables().get(0);
    assertThat(sales.rowsIn()).isEqualTo(23);
    assertThat(sales.rowsKept()).isEqualTo(4);
    assertThat(sales.moneyKept()).isEqualByComparingTo("6.80");
    // All powers of two from 2 to 65536, of which 256 counts twice less, 1.76, 1000000.01.
    assertThat(sales.moneyQuarantined()).isEqualByComparingTo("1130559.77");
    assertThat(sales.moneyIn()).isEqualByComparingTo("1130566.57");
  }

  @Test
  void the_days_of_what_is_kept_count_as_days_with_sales() {
    assertThat(check(rules()).salesDays().orElseThrow().toString()).contains("2024-01-31");
    assertThat(check(rules()).salesDays().orElseThrow().until()).isEqualTo("2024-07-01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MISSING | amount is unreadable in 1 rows",
        "UNMATCHED | items has no row for it in 1 rows",
        "NEGATIVE | amount is below 0 in 1 rows",
        "CURRENCY | currency is not EUR in 1 rows",
        "EARLY | date is before 1990-01-01 in 1 rows",
        "FUTURE | date is in the future in 1 rows",
        "ABSURD | amount is above 1000000 in 1 rows",
        "DUPLICATE | order, item and known-at repeat in 1 rows",
      })
  void a_rule_can_refuse_the_source(Rule rule, String why) {
    assertThat(check(rules(Action.REFUSE, rule)).refusals())
        .singleElement()
        .asString()
        .startsWith("in sales, ")
        .contains(why);
  }

  @Test
  void a_bearable_rule_can_be_a_warning_and_an_orphan_be_kept_apart() {
    ContractRules rules = rules(Action.WARN, Rule.EARLY, Rule.FUTURE, Rule.ABSURD);
    TableCheck sales = read(rules).check("tables").tables().get(0);
    assertThat(sales.warnings())
        .containsExactly(
            "amount is above 1000000, 1 rows",
            "date is before 1990-01-01, 1 rows",
            "date is in the future, 1 rows",
            "known-at is in the future, 1 rows",
            "quantity is above 100000, 1 rows");
    assertThat(sales.rowsKept()).isEqualTo(9);
    assertThat(read(rules(Action.REFUSE, Rule.ORPHAN_RETURN)).check("tables").refusals())
        .containsExactly("in returns, return without a sale in 1 rows");
  }

  @Test
  void a_column_that_is_mostly_missing_is_taken_for_a_wrong_description() {
    ContractRules rules =
        new ContractRules(
            rules().actions(),
            0.05,
            1,
            List.of(),
            rules().earliest(),
            rules().mostAmount(),
            100_000);
    assertThat(check(rules).refusals())
        .containsExactly(
            "in sales, date is missing or unreadable in 2 of 23 rows, more than the share of 0.05");
  }

  @Test
  void empty_tables_and_tables_without_a_usable_row_are_refused() {
    Optional<String> nothing = refusal(OwnTables.sales(view("nothing", "who nr sku day n total")));
    assertThat(nothing.orElseThrow()).contains("sales is empty");
    Optional<String> future =
        refusal(
            OwnTables.sales(view("far", "who nr sku day n total", "ann 1 apple 2099-01-01 1 1")));
    assertThat(future.orElseThrow())
        .contains("sales has no usable row: date is in the future in 1 rows");
  }

  @Test
  void amounts_in_several_currencies_are_refused() {
    OwnTable mixed =
        OwnTables.sales(
            view(
                "mixed",
                "who nr sku day n total money",
                "ann 1 apple 2024-01-01 1 1 EUR",
                "ann 2 apple 2024-01-01 1 1 USD"));
    assertThat(refusal(inCurrency(mixed, "money", "")).orElseThrow())
        .contains("the amounts are in several currencies, EUR, USD");
    assertThat(refusal(inCurrency(mixed, "money", "USD"))).isEmpty();
  }

  @Test
  void amounts_with_and_without_a_currency_are_added_up_with_a_remark() {
    OwnTable named =
        inCurrency(
            OwnTables.sales(
                view("named", "who nr sku day n total money", "ann 1 apple 2024-01-01 1 1 EUR")),
            "money",
            "");
    OwnTable unnamed =
        OwnTables.sales(view("unnamed", "who nr sku day n total", "ann 2 apple 2024-01-01 1 1"));
    assertThat(remarks(named, unnamed))
        .anyMatch(remark -> remark.contains("some amounts are in EUR"));
    assertThat(remarks(named)).isEmpty();
  }

  private static List<String> remarks(OwnTable... tables) {
    return OwnLines.read(TestSession.session().get(), List.of(tables), rules(), TODAY)
        .check("tables")
        .remarks();
  }

  @Test
  void a_join_that_finds_several_rows_is_refused() {
    OwnTable sales =
        OwnTables.sales(view("one", "who nr sku day n total", "ann 1 apple 2024-01-01 1 1"));
    Dimension twice = new Dimension("items", view("twice", "id", "apple", "apple"), "sku = id");
    assertThat(refusal(joined(sales, "", twice)).orElseThrow())
        .contains("a join of sales finds several rows for a line");
  }

  @Test
  void a_line_of_two_tables_counts_once() {
    String columns = "who nr sku day n total known";
    LineColumns known = OwnTables.columns("total", "known");
    OwnTable first =
        table("a", Flow.SALES, view("a", columns, "ann 1 tea 2024-01-01 1 1 2024-01-01"), known);
    OwnTable second =
        table("b", Flow.SALES, view("b", columns, "ann 1 tea 2024-01-01 1 2 2024-01-09"), known);
    List<TableCheck> checks =
        OwnLines.read(TestSession.session().get(), List.of(second, first), rules(), TODAY)
            .check("tables")
            .tables();
    assertThat(checks).extracting(TableCheck::rowsKept).containsExactly(0L, 1L);
  }

  private static Optional<String> refusal(OwnTable table) {
    return OwnLines.read(TestSession.session().get(), List.of(table), rules(), TODAY)
        .check("tables")
        .refusal()
        .map(Throwable::getMessage);
  }
}
