package io.spendcast.domain.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.proposal.column.Samples;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs of shops and banks export, beyond what names and values of one column show. */
final class ShopExportsTest {
  private static ProposedTable only(Sample sample) {
    List<ProposedTable> tables = SourceProposal.of(List.of(sample)).tables();
    assertThat(tables).hasSize(1);
    return tables.get(0);
  }

  private static OwnTable table(Sample sample) {
    return only(sample).table();
  }

  private static String amount(Sample sample) {
    return table(sample).columns().amount();
  }

  private static void assertDoubt(Sample sample, String text) {
    assertThat(only(sample).doubts())
        .anySatisfy(doubt -> assertThat(doubt.toString()).contains(text));
  }

  private static Sample charges(String... rows) {
    return Samples.of("payments", "id|Created|Amount|Amount Refunded|Fee|Status|Customer ID", rows);
  }

  @Test
  void what_was_refunded_of_a_charge_is_taken_off_it() {
    Sample sample =
        charges(
            "ch_1|2024-05-01|10.00|0.00|0.30|Paid|c1",
            "ch_2|2024-05-13|7.00|7.00|0.30|Refunded|c2",
            "ch_3|2024-05-14|9.00|0.50|0.30|Paid|c2",
            "ch_4|2024-05-15|9.00|0.00|0.00|Failed|c1");
    assertThat(amount(sample))
        .isEqualTo("CAST(Amount AS DECIMAL(18,4)) - CAST(`Amount Refunded` AS DECIMAL(18,4))");
    assertThat(table(sample).flow()).isEqualTo(Flow.SALES);
    assertThat(table(sample).filter()).hasValue("Status IN ('Paid', 'Refunded')");
    assertDoubt(sample, "Failed are taken for no sales");
  }

  @Test
  void where_most_charges_leave_open_what_was_refunded_that_is_nothing() {
    assertThat(
            amount(
                charges(
                    "ch_1|2024-05-01|10.00||0.30|Paid|c1",
                    "ch_2|2024-05-13|7.00|-7.00|0.30|Refunded|c2",
                    "ch_3|2024-05-14|9.00|-0.50|0.30|Paid|c2")))
        .isEqualTo(
            "CASE WHEN `Amount Refunded` IS NULL THEN CAST(Amount AS DECIMAL(18,4)) ELSE"
                + " CAST(Amount AS DECIMAL(18,4)) + CAST(`Amount Refunded` AS DECIMAL(18,4)) END");
  }

  @Test
  void without_a_column_of_refunds_a_refunded_sale_is_left_out() {
    Sample sample =
        Samples.of(
            "orders",
            "order|customer|date|total|status",
            "o1|c1|2024-05-01|10.00|paid",
            "o2|c2|2024-05-13|7.00|refunded",
            "o3|c2|2024-05-14|9.00|paid");
    assertThat(table(sample).filter()).hasValue("status IN ('paid')");
    assertThat(table(sample).flow()).isEqualTo(Flow.SALES);
    assertDoubt(sample, "taken for sales that were undone, and left out");
  }

  @Test
  void a_refund_of_what_another_row_sold_is_a_return_whatever_it_is_called() {
    Sample sample =
        Samples.of(
            "orders",
            "order|customer|date|total|status",
            "o1|c1|2024-05-01|10.00|paid",
            "o1|c1|2024-05-13|7.00|refunded",
            "o3|c2|2024-05-14|9.00|paid");
    assertThat(table(sample).flow()).isEqualTo(Flow.SIGNED);
    assertThat(amount(sample)).startsWith("CASE WHEN status IN ('refunded') THEN -(");
  }

  @Test
  void a_sale_that_was_refunded_in_part_counts_and_is_doubted() {
    Sample sample =
        Samples.of(
            "orders",
            "order|customer|date|total|status",
            "o1|c1|2024-05-01|10.00|paid",
            "o2|c2|2024-05-13|7.00|partially_refunded",
            "o3|c2|2024-05-14|9.00|voided");
    assertThat(table(sample).filter()).hasValue("status IN ('paid', 'partially_refunded')");
    assertDoubt(sample, "partially_refunded count as they are");
  }

  @Test
  void what_stands_on_an_orders_first_line_drops_none_of_the_others() {
    Sample sample =
        Samples.of(
            "orders_export",
            "Name|Email|Financial Status|Currency|Subtotal|Created at|Lineitem quantity"
                + "|Lineitem price|Lineitem sku|Id",
            IntStream.range(0, 8)
                .boxed()
                .flatMap(
                    order ->
                        Stream.of(
                            "#%s|c%s@example.com|%s|USD|9.00|2024-05-1%s|1|5.00|s1|77%s"
                                .formatted(
                                    order, order % 3, order == 3 ? "voided" : "paid", order, order),
                            "#%s|c%s@example.com||||2024-05-1%s|2|2.00|s2|"
                                .formatted(order, order % 3, order)))
                .toArray(String[]::new));
    OwnTable table = table(sample);
    assertThat(table.columns().order()).hasValue("Name");
    assertThat(table.columns().customer()).isEqualTo("Email");
    assertThat(table.columns().amount())
        .isEqualTo(
            "CAST(`Lineitem price` AS DECIMAL(18,4)) * CAST(`Lineitem quantity` AS DECIMAL(18,4))");
    assertThat(table.filter()).isEmpty();
    assertThat(table.currencyColumn()).isEmpty();
    assertThat(table.currency()).hasValue("USD");
    assertDoubt(sample, "`Financial Status` stands on one line of each order only");
    assertDoubt(sample, "voided count as sales");
  }

  private static Sample shared(String columns, String mail) {
    return Samples.of(
        "orders",
        columns,
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "o%s|2024-05-%02d|%s|%s%s",
                        i,
                        1 + i % 28,
                        i % 4 == 0 ? 0 : 1 + i,
                        i + 0.5,
                        mail.formatted(i % 40)))
            .toArray(String[]::new));
  }

  @Test
  void guests_under_one_number_are_known_by_their_mail() {
    Sample sample = shared("Order|Date|Customer User ID|Total|Billing Email", "|c%s@example.com");
    assertThat(table(sample).columns().customer()).isEqualTo("`Billing Email`");
    assertDoubt(
        sample, "25.0 % of the rows have 0 as `Customer User ID`, which stands for 10 people");
  }

  @Test
  void guests_under_one_number_without_a_mail_are_doubted() {
    Sample sample = shared("Order|Date|Customer User ID|Total", "");
    assertThat(table(sample).columns().customer()).isEqualTo("`Customer User ID`");
    assertDoubt(
        sample, "25.0 % of the rows have 0 as `Customer User ID`: if that is a word for nobody");
  }

  private static Sample ledger(String... sides) {
    return Samples.of(
        "ledger",
        "date|account|document no|debit|credit|balance",
        IntStream.range(0, sides.length)
            .mapToObj(i -> "2024-05-1%s|c%s|d%s|%s|%s.25".formatted(i, i % 2, i, sides[i], i))
            .toArray(String[]::new));
  }

  @Test
  void of_debit_and_credit_each_row_fills_one() {
    Sample sample = ledger("5.00|", "7.50|", "|2.00");
    assertThat(amount(sample))
        .isEqualTo("coalesce(CAST(debit AS DECIMAL(18,4)), -(CAST(credit AS DECIMAL(18,4))))");
    assertThat(table(sample).flow()).isEqualTo(Flow.SIGNED);
    assertDoubt(sample, "debit is taken for sales");
    assertThat(amount(ledger("0.00|5.00", "0.00|7.50", "2.00|0.00")))
        .isEqualTo("CAST(credit AS DECIMAL(18,4)) - CAST(debit AS DECIMAL(18,4))");
    assertThat(amount(ledger("5.00|", "7.50|", "|-2.00")))
        .isEqualTo("coalesce(CAST(debit AS DECIMAL(18,4)), CAST(credit AS DECIMAL(18,4)))");
    assertThat(amount(ledger("5.00|0.00", "7.50|", "0.00|2.00")))
        .startsWith("coalesce(CAST(debit AS DECIMAL(18,4)) - CAST(credit AS DECIMAL(18,4)), ");
  }

  @Test
  void what_a_customer_paid_is_not_what_a_payment_service_passes_on() {
    assertThat(
            amount(
                Samples.of(
                    "paypal",
                    "Date|Name|Gross|Fee|Net|From Email",
                    "2024-05-01|a|10.00|-0.30|9.70|a@example.com",
                    "2024-05-13|b|20.00|-0.60|19.40|b@example.com")))
        .isEqualTo("Gross");
  }

  @Test
  void a_discount_beside_a_price_is_doubted() {
    assertDoubt(
        Samples.of(
            "lines",
            "customer|date|qty|unit_price|discount",
            "c1|2024-05-01|1|5.00|0.00",
            "c2|2024-05-13|2|4.00|0.50"),
        "discount is not taken off unit_price times quantity");
  }

  @Test
  void dues_are_money_where_nothing_else_is() {
    assertThat(
            amount(
                Samples.of(
                    "members", "member|date|fee", "m1|2024-05-01|9.90", "m2|2024-05-13|9.90")))
        .isEqualTo("fee");
  }

  @Test
  void a_number_that_could_be_two_is_written_as_the_others_of_its_file() {
    Sample sample =
        Samples.of(
            "faktura",
            "Kunde|Fakturadatum|Fakt.Menge|Nettowert",
            "c1|01.05.2024|3,000|1.234,50",
            "c2|13.05.2024|1,000|7,25-");
    assertThat(table(sample).columns().quantity())
        .isEqualTo("spendcast_amount(`Fakt.Menge`, 'de')");
    assertThat(only(sample).doubts()).isEmpty();
    assertDoubt(
        Samples.of(
            "sales", "customer|date|qty|amount", "c1|2024-05-01|3,000|5", "c2|2024-05-13|1,000|7"),
        "texts such as 3,000 are read in the style en");
  }

  @Test
  void serial_days_may_have_times() {
    assertThat(
            table(Samples.of("sales", "customer|date|amount", "c1|45000.5|5.25", "c2|45001|7.50"))
                .columns()
                .day())
        .isEqualTo("date_add(DATE'1899-12-30', CAST(date AS INT))");
    assertThat(
            table(Samples.of("sales", "kunde|datum|betrag", "c1|45000,5|5,25", "c2|45001,75|7,50"))
                .columns()
                .day())
        .isEqualTo("date_add(DATE'1899-12-30', CAST(spendcast_amount(datum, 'de') AS INT))");
  }

  @Test
  void months_in_words_of_other_languages_are_read_by_a_function() {
    assertThat(
            table(
                    Samples.of(
                        "ventes",
                        "client|date|montant",
                        "c1|3 févr. 2024|5,25",
                        "c2|17 août 2024|7,50"))
                .columns()
                .day())
        .isEqualTo("spendcast_day(date)");
  }

  @Test
  void the_time_of_day_in_a_column_of_its_own_is_not_needed() {
    ProposedTable proposed =
        only(
            Samples.of(
                "items",
                "Date|Time|Customer ID|Net Sales",
                "5/1/24|14:05:11|c1|5.00",
                "5/17/24|9:05:11|c2|5.00"));
    assertThat(proposed.table().columns().day()).isEqualTo("to_date(Date, 'M/d/yy')");
    assertThat(proposed.reasons().get("columns.date")).contains("the time of day in Time");
  }

  @Test
  void a_status_beside_a_type_leaves_out_what_was_never_paid() {
    Sample sample =
        Samples.of(
            "paypal",
            "Date|Type|Status|Gross|From Email",
            "2024-05-01|Website Payment|Completed|10.00|a@example.com",
            "2024-05-13|Website Payment|Denied|20.00|b@example.com",
            "2024-05-14|Payment Refund|Completed|-10.00|a@example.com",
            "2024-05-15|Website Payment|Partially refunded|30.00|c@example.com");
    assertThat(table(sample).filter()).hasValue("coalesce(Status, '') NOT IN ('Denied')");
    assertThat(table(sample).flow()).isEqualTo(Flow.SIGNED);
    assertDoubt(sample, "rows whose Status is Denied are taken for no sales");
    assertDoubt(sample, "rows whose Status is Partially refunded count as the other columns say");
  }

  @Test
  void a_discount_is_not_the_money_of_a_line_beside_a_price() {
    Sample sample =
        Samples.of(
            "etsy",
            "Sale Date|Buyer|Quantity|Price|Discount Amount|Order ID",
            "2024-05-01|b1|1|10.00|0.00|1",
            "2024-05-13|b2|2|20.00|1.00|2");
    assertThat(amount(sample))
        .isEqualTo("CAST(Price AS DECIMAL(18,4)) * CAST(Quantity AS DECIMAL(18,4))");
    assertDoubt(sample, "`Discount Amount` is not taken off Price times quantity");
    assertDoubt(
        Samples.of(
            "sales", "Date|Buyer|Total incl tax", "2024-05-01|b1|10.00", "2024-05-13|b2|20.00"),
        "may be something else than the money of the line");
  }

  @Test
  void kinds_of_rows_that_nobody_explains_are_doubted() {
    Sample sample =
        Samples.of(
            "lines",
            "customer|date|line_type|line_total",
            "c1|2024-05-01|product|5.00",
            "c2|2024-05-13|shipping|4.90");
    assertDoubt(sample, "rows count whatever their line_type, such as product, shipping");
  }

  @Test
  void large_amounts_without_any_cents_may_be_cents() {
    assertDoubt(
        Samples.of(
            "charges",
            "customer|created|amount|status",
            IntStream.range(0, 30)
                .mapToObj(
                    i -> "c%s|2024-05-1%s|%s|succeeded".formatted(i % 7, i % 9, 1999 + 137 * i))
                .toArray(String[]::new)),
        "all of amount is whole: if it is in hundredths, write amount / 100");
  }
}
