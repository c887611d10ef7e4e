package io.spendcast.adapters.spark.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.TpcdsContracts;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.TableContract;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ContractCheckTest {
  private static final TableContract SALES = TpcdsContracts.of("store_sales");
  private static final long DAY = 2_451_000;
  private static final BigDecimal AMOUNT = new BigDecimal("10.00");

  private static final Row GOOD = line(1, 1, DAY, 7L, 2, AMOUNT);

  private static Row line(
      long ticket, long item, Long day, Long customer, Integer units, BigDecimal amount) {
    return RowFactory.create(ticket, item, day, customer, units, AMOUNT, amount, AMOUNT, AMOUNT);
  }

  private static List<Row> checked(Row... lines) {
    SparkSession spark = TestSession.session().get();
    Map<String, Dataset<Row>> others =
        Map.of(
            "item", spark.range(1, 10).toDF("i_item_sk"),
            "date_dim", spark.range(DAY, DAY + 10).toDF("d_date_sk"),
            "customer", spark.range(1, 10).toDF("c_customer_sk"));
    Dataset<Row> rows = spark.createDataFrame(List.of(lines), ContractSchema.of(SALES)).coalesce(1);
    return new ContractCheck(SALES).check(rows, others).collectAsList();
  }

  private static String reason(Row line) {
    List<Row> rows = checked(line);
    assertThat(rows).hasSize(1);
    return rows.get(0).getAs(ContractCheck.REASON);
  }

  private static List<Object> customers(List<Row> rows) {
    return rows.stream().map(row -> row.<Object>getAs("ss_customer_sk")).toList();
  }

  private static List<Object> reasons(List<Row> rows) {
    return rows.stream().map(row -> row.<Object>getAs(ContractCheck.REASON)).toList();
  }

  @Test
  void a_good_line_has_no_reason() {
    assertThat(reason(GOOD)).isNull();
  }

  @Test
  void names_what_is_missing() {
    assertThat(reason(line(1, 1, null, 7L, 2, AMOUNT))).isEqualTo("ss_sold_date_sk is missing");
    assertThat(reason(line(1, 1, DAY, null, 2, AMOUNT))).isEqualTo("ss_customer_sk is missing");
    assertThat(reason(line(1, 1, DAY, 7L, null, AMOUNT))).isEqualTo("ss_quantity is missing");
    assertThat(reason(line(1, 1, DAY, 7L, 2, null))).isEqualTo("ss_ext_sales_price is missing");
  }

  @Test
  void names_what_is_out_of_range() {
    assertThat(reason(line(1, 1, DAY, 7L, 0, AMOUNT))).isEqualTo("ss_quantity is less than 1");
    assertThat(reason(line(1, 1, DAY, 7L, 2_000_000, AMOUNT)))
        .isEqualTo("ss_quantity is more than 1000000");
    assertThat(reason(line(1, 1, DAY, 7L, 2, new BigDecimal("-0.01"))))
        .isEqualTo("ss_ext_sales_price is less than 0");
  }

  @Test
  void names_what_refers_to_nothing() {
    assertThat(reason(line(1, 99, DAY, 7L, 2, AMOUNT))).isEqualTo("ss_item_sk is not in item");
    assertThat(reason(line(1, 1, DAY + 99, 7L, 2, AMOUNT)))
        .isEqualTo("ss_sold_date_sk is not in date_dim");
    assertThat(reason(line(1, 1, DAY, 99L, 2, AMOUNT)))
        .isEqualTo("ss_customer_sk is not in customer");
  }

  @Test
  void the_first_broken_rule_is_the_reason() {
    assertThat(reason(line(1, 99, null, null, 0, null))).isEqualTo("ss_sold_date_sk is missing");
  }

  @Test
  void keeps_the_first_of_duplicates() {
    assertThat(reasons(checked(GOOD, line(1, 2, DAY, 7L, 2, AMOUNT), GOOD)))
        .containsExactly(null, null, "another row has the same ss_ticket_number, ss_item_sk");
  }

  @Test
  void agreeing_siblings_tell_the_customer() {
    List<Row> rows =
        checked(
            line(1, 1, DAY, 7L, 2, AMOUNT),
            line(1, 2, DAY, null, 2, AMOUNT),
            line(1, 3, DAY, 7L, 2, AMOUNT),
            line(2, 1, DAY, null, 2, AMOUNT));
    assertThat(customers(rows)).containsExactly(7L, 7L, 7L, null);
    assertThat(rows)
        .extracting(row -> row.<Object>getAs(ContractCheck.REPAIRED))
        .containsExactly(false, true, false, false);
  }

  @Test
  void disagreeing_siblings_tell_nothing() {
    List<Row> rows =
        checked(
            line(1, 1, DAY, 7L, 2, AMOUNT),
            line(1, 2, DAY, null, 2, AMOUNT),
            line(1, 3, DAY, 8L, 2, AMOUNT));
    assertThat(customers(rows)).containsExactly(7L, null, 8L);
    assertThat(reasons(rows)).containsExactly(null, "ss_customer_sk is missing", null);
  }
}
