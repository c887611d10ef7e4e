package io.spendcast.adapters.spark.ingest.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.TableCheck;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What values mean across tables, and what is said of what is left out. */
class OwnersValuesTest {
  private static final LocalDate TODAY = LocalDate.of(2024, 6, 30);

  private static SparkSession spark() {
    return TestSession.session().get();
  }

  /** A table of a channel of its own, whose customers are this expression over ids 1 to 300. */
  private static OwnTable channel(String name, String customer) {
    spark()
        .sql(
            "SELECT %s who, CONCAT('o', id) nr, 'tea' sku, DATE'2024-01-01' day, 1 n, 2.50BD total FROM RANGE(1, 301)"
                .formatted(customer))
        .createOrReplaceTempView("of_" + name);
    OwnTable table =
        OwnTables.table(
            name,
            Flow.SALES,
            new Relation("of_" + name, Format.CATALOG, Map.of(), Optional.empty()),
            OwnTables.COLUMNS);
    return new OwnTable(
        name,
        new Channel(name),
        table.flow(),
        table.lines(),
        table.dimensions(),
        table.columns(),
        table.currencyColumn(),
        table.currency(),
        table.filter());
  }

  private static OwnLines read(OwnTable... tables) {
    return OwnLines.read(spark(), List.of(tables), OwnTables.bounded(), TODAY);
  }

  @Test
  void a_customer_is_the_same_whatever_the_type_of_the_id() {
    OwnLines lines =
        read(
            channel("whole", "10000000 + id"),
            channel("small", "CAST(10000000 + id AS DECIMAL(12,2))"),
            channel("doubles", "CAST(10000000 + id AS DOUBLE)"),
            channel("texts", "CONCAT(' ', 10000000 + id, CHR(160))"),
            channel("pandas", "CONCAT(10000000 + id, '.0')"),
            channel("printed", "CAST(CAST(10000000 + id AS DOUBLE) AS STRING)"));
    assertThat(lines.kept().select(Line.CUSTOMER).distinct().count()).isEqualTo(300);
    assertThat(lines.kept().filter("customer_id = '10000082'").count()).isEqualTo(6);
    assertThat(CustomerShares.odd(lines.kept(), 6)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAST(id AS DOUBLE) + 0.5",
        "CAST(9007199254740992 + id AS DOUBLE)",
        "CAST(16777216 + id AS FLOAT)"
      })
  void a_floating_point_number_that_is_not_exact_is_no_id(String customer) {
    assertThat(read(channel("inexact", customer)).check("tables").refusals())
        .anyMatch(
            text -> text.contains("customer is a floating-point number that is no whole number"))
        .anyMatch(text -> text.startsWith("inexact, customer is a floating-point number"));
  }

  @Test
  void channels_without_common_customers_and_customers_who_are_none_are_odd() {
    OwnLines lines =
        read(
            channel("numbered", "id"),
            channel("named", "CASE WHEN id % 8 = 0 THEN 'guest' ELSE CONCAT('C', id) END"));
    assertThat(CustomerShares.odd(lines.kept(), 2))
        .satisfiesExactly(
            odd ->
                assertThat(odd)
                    .startsWith("customer guest has 12.3 % of the lines of channel named"),
            odd ->
                assertThat(odd)
                    .startsWith("channels named and numbered have 0 of 264 customers in common"));
  }

  @Test
  void what_a_filter_leaves_out_is_counted_with_its_money() {
    OwnTable sales =
        OwnTables.joined(
            OwnTables.sales(
                OwnTables.view(
                    "left_out",
                    "who nr sku day n total kind",
                    "ann 1 tea 2024-01-01 1 1.00 sale",
                    "ann 2 tea 2024-01-01 1 2.00 test",
                    "ann 2 tea 2024-01-01 1 4.00 test",
                    "ann 3 tea never 1 many test",
                    "ann 4 tea 2024-01-01 1 8.00 .")),
            "kind <> 'test'");
    TableCheck check = read(sales).check("tables").tables().get(0);
    assertThat(check.rowsIn()).isEqualTo(1);
    assertThat(check.moneyIn()).isEqualByComparingTo("1");
    assertThat(check.filtered().rows()).isEqualTo(4);
    assertThat(check.filtered().money()).isEqualByComparingTo("14");
    assertThat(check.filtered().rowsMoneyUnknown()).isEqualTo(1);
    assertThat(check.filtered().rowsUndecided()).isEqualTo(1);
  }

  @Test
  void the_functions_are_known_to_no_other_session() {
    read(channel("any", "id"));
    Assertions.assertThatThrownBy(() -> spark().sql("SELECT spendcast_amount('1', 'en')"))
        .isInstanceOf(AnalysisException.class);
    assertThat(spark().conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
  }
}
