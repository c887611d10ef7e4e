package io.spendcast.domain.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.column.Samples;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceProposalTest {
  private static OwnTable only(Sample... samples) {
    List<ProposedTable> tables = SourceProposal.of(List.of(samples)).tables();
    assertThat(tables).hasSize(1);
    return tables.get(0).table();
  }

  private static List<String> doubts(Sample... samples) {
    return SourceProposal.of(List.of(samples)).doubts();
  }

  private static LineColumns columns(
      String customer, String order, String item, String day, String quantity, String amount) {
    return new LineColumns(
        customer,
        Optional.of(order).filter(text -> !text.isEmpty()),
        Optional.of(item).filter(text -> !text.isEmpty()),
        day,
        quantity,
        amount,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "customer_id|order_id|sku|order_date|qty|amount",
        "CustomerID|InvoiceNo|StockCode|InvoiceDate|Quantity|LineTotal",
        "Kundennummer|Belegnummer|Artikelnummer|Datum|Menge|Betrag",
        "Kunde|Bon-Nr|Artikel|Kaufdatum|Anzahl|Umsatz",
        "client|commande|produit|date|quantité|montant",
        "cliente|factura|producto|fecha|cantidad|importe",
        "cliente|ordine|prodotto|data|quantità|importo",
        "klant|bestelnummer|artikel|datum|aantal|bedrag",
        "cliente|pedido|produto|data|quantidade|valor",
        "user|receipt|sku|day|n|total",
        "card|ticket_no|ean|sold_at|units|net_amount",
        "member_id|trans_id|product_code|transaction_date|pieces|revenue"
      })
  void columns_are_known_by_their_names_in_several_languages(
      String customer, String order, String item, String day, String quantity, String amount) {
    Sample sample =
        Samples.of(
            "lines",
            String.join("|", item, amount, day, "note", customer, quantity, order),
            "s1|3.50|2024-05-01|x|c1|2|o1",
            "s2|1.25|2024-05-01|y|c1|1|o1",
            "s1|7.00|2024-05-17|z|c2|4|o2");
    assertThat(only(sample).columns())
        .isEqualTo(
            columns(
                SampledColumn.quoted(customer),
                SampledColumn.quoted(order),
                SampledColumn.quoted(item),
                SampledColumn.quoted(day),
                SampledColumn.quoted(quantity),
                SampledColumn.quoted(amount)));
    assertThat(doubts(sample)).isEmpty();
  }

  @Test
  void only_customer_day_and_money_are_needed() {
    OwnTable table =
        only(Samples.of("umsatz", "kunde|tag|betrag", "a|1.2.2024|3,50", "b|17.2.2024|1.234,00"));
    assertThat(table.columns())
        .isEqualTo(
            columns(
                "kunde",
                "",
                "",
                "to_date(tag, 'd.M.yyyy')",
                "1",
                "spendcast_amount(betrag, 'de')"));
    assertThat(table.channel()).isEqualTo(new Channel("shop"));
    assertThat(table.flow()).isEqualTo(Flow.SALES);
  }

  @Test
  void a_price_is_multiplied_and_negative_quantities_are_returns() {
    OwnTable table =
        only(
            Samples.of(
                "online_retail",
                "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country",
                "536365|85123A|HOLDER|6|12/1/2010 8:26|2.55|17850|UK",
                "536366|71053|LANTERN|6|12/13/2010 8:26|3.39|17850|UK",
                "C536379|71053|LANTERN|-1|12/14/2010 9:41|3.39|14527|UK"));
    assertThat(table.columns())
        .isEqualTo(
            columns(
                "CustomerID",
                "InvoiceNo",
                "StockCode",
                "to_timestamp(InvoiceDate, 'M/d/yyyy H:mm')",
                "Quantity",
                "CAST(UnitPrice AS DECIMAL(18,4)) * CAST(Quantity AS DECIMAL(18,4))"));
    assertThat(table.flow()).isEqualTo(Flow.SIGNED);
    assertThat(table.channel().name()).isEqualTo("online_retail");
  }

  @Test
  void the_total_of_an_order_on_each_of_its_lines_is_not_the_money_of_a_line() {
    String[] rows =
        List.of("a|2|1.00|4.00", "b|1|2.00|4.00").stream()
            .flatMap(
                line ->
                    List.of("1", "2", "3", "4", "5", "6").stream()
                        .map(
                            order -> "o%s|c%s|2024-05-1%s|%s".formatted(order, order, order, line)))
            .toArray(String[]::new);
    Sample sample = Samples.of("lines", "order|customer|date|item|qty|price|order_total", rows);
    assertThat(only(sample).columns().amount())
        .isEqualTo("CAST(price AS DECIMAL(18,4)) * CAST(qty AS DECIMAL(18,4))");
  }

  @Test
  void one_row_per_order_is_told_apart_by_the_order_alone() {
    OwnTable table =
        only(
            Samples.of(
                "orders",
                "id|customer|created_at|total",
                "1|c1|2024-05-01|5",
                "2|c2|2024-05-13|7"));
    assertThat(table.columns().order()).hasValue("id");
    assertThat(table.columns().item()).hasValue("'order'");
  }

  @Test
  void an_item_that_stands_twice_on_an_order_is_told_apart_by_its_line_or_not_at_all() {
    Sample numbered =
        Samples.of(
            "lines",
            "order|line_no|sku|customer|date|amount",
            "o1|1|a|c1|2024-05-01|5",
            "o1|2|a|c1|2024-05-01|5",
            "o2|1|a|c2|2024-05-14|5");
    assertThat(only(numbered).columns().item()).hasValue("line_no");
    Sample bare =
        Samples.of(
            "lines",
            "order|sku|customer|date|amount",
            "o1|a|c1|2024-05-01|5",
            "o1|a|c1|2024-05-01|5",
            "o2|b|c2|2024-05-14|5");
    assertThat(only(bare).columns().item()).isEmpty();
    assertThat(doubts(bare)).anySatisfy(text -> assertThat(text).contains("in 1 rows"));
  }

  @Test
  void the_return_of_a_line_is_no_repeat_of_it() {
    Sample sample =
        Samples.of(
            "lines",
            "order|sku|customer|date|amount",
            "o1|a|c1|2024-05-01|5",
            "o1|a|c1|2024-05-14|-5",
            "o2|b|c2|2024-05-14|5");
    assertThat(only(sample).columns().item()).hasValue("sku");
  }

  @Test
  void an_order_that_names_its_customer_once_has_one_customer() {
    Sample sample =
        Samples.of(
            "lines",
            "order|sku|customer|date|amount",
            "o1|a|c1|2024-05-01|5",
            "o1|b||2024-05-01|5",
            "o2|b|c2|2024-05-14|5");
    assertThat(doubts(sample)).noneSatisfy(text -> assertThat(text).contains("several customers"));
  }

  @Test
  void events_that_are_no_sales_are_left_out_and_refunds_are_returns() {
    OwnTable table =
        only(
            Samples.of(
                "events",
                "event|user|time|amount",
                "purchase|u1|2024-05-01|5.00",
                "view|u1|2024-05-02|",
                "refund|u2|2024-05-14|3.00"));
    assertThat(table.filter()).hasValue("event IN ('purchase', 'refund')");
    assertThat(table.flow()).isEqualTo(Flow.SIGNED);
    assertThat(table.columns().amount())
        .isEqualTo(
            "CASE WHEN event IN ('refund') THEN -(CAST(amount AS DECIMAL(18,4))) ELSE CAST(amount"
                + " AS DECIMAL(18,4)) END");
  }

  @Test
  void a_kind_says_what_is_a_return_whatever_the_signs_of_other_rows() {
    OwnTable table =
        only(
            Samples.of(
                "events",
                "event|user|time|amount",
                "purchase|u1|2024-05-01|5.00",
                "purchase|u1|2024-05-02|-1.00",
                "refund|u2|2024-05-14|3.00"));
    assertThat(table.flow()).isEqualTo(Flow.SIGNED);
    assertThat(table.columns().amount()).contains("event IN ('refund') THEN -abs(");
  }

  @Test
  void how_a_sale_was_paid_is_no_kind_of_row() {
    OwnTable table =
        only(
            Samples.of(
                "tills",
                "type|customer|date|amount",
                "Cash|c1|2024-05-01|5.00",
                "Credit Card|c2|2024-05-02|1.00"));
    assertThat(table.flow()).isEqualTo(Flow.SALES);
  }

  @Test
  void without_anything_better_customers_are_known_by_their_mail() {
    OwnTable table =
        only(
            Samples.of(
                "orders",
                "Email|Created at|Total",
                "a@shop.example|2024-05-01|5.00",
                "b@shop.example|2024-05-02|1.00"));
    assertThat(table.columns().customer()).isEqualTo("Email");
  }

  @Test
  void a_currency_may_be_written_in_small_letters() {
    OwnTable table =
        only(
            Samples.of(
                "payments",
                "customer|date|amount|currency",
                "c1|2024-05-01|5.00|usd",
                "c2|2024-05-02|1.00|eur"));
    assertThat(table.currencyColumn()).hasValue("currency");
  }

  @Test
  void sales_to_nobody_are_left_out_and_that_is_said() {
    Sample sample =
        Samples.of(
            "lines", "customer|date|amount", "c1|2024-05-01|5", "|2024-05-14|7", "c2|2024-05-15|7");
    assertThat(only(sample).filter()).hasValue("customer IS NOT NULL");
    assertThat(doubts(sample)).anySatisfy(text -> assertThat(text).contains("33.3 %"));
  }

  @Test
  void a_file_of_returns_belongs_to_the_channel_of_its_sales() {
    List<ProposedTable> tables =
        SourceProposal.of(
                List.of(
                    Samples.of(
                        "web_sales", "customer|date|amount", "c1|2024-05-01|5", "c2|2024-05-14|7"),
                    Samples.of(
                        "web_returns",
                        "customer|date|amount",
                        "c1|2024-05-02|5",
                        "c2|2024-05-15|7")))
            .tables();
    assertThat(tables)
        .extracting(one -> one.table().flow())
        .containsExactly(Flow.SALES, Flow.RETURNS);
    assertThat(tables)
        .extracting(one -> one.table().channel().name())
        .containsExactly("web", "web");
    assertThat(tables)
        .extracting(one -> one.table().name())
        .containsExactly("web_sales", "web_returns");
  }

  @Test
  void what_lines_lack_is_joined() {
    Sample items =
        Samples.of(
            "order_items",
            "order_id|product_id|qty|price",
            "1|p1|2|1.50",
            "1|p2|1|2.00",
            "2|p1|1|1.50");
    Sample orders =
        Samples.of(
            "orders",
            "order_id|customer_id|order_date|total",
            "1|c1|2024-05-01|5.00",
            "2|c2|2024-05-14|1.50");
    Sample products = Samples.of("products", "id|name|category", "p1|pen|office", "p2|tea|food");
    OwnTable table = only(items, orders, products);
    assertThat(table.dimensions())
        .extracting(OwnTable.Dimension::condition)
        .containsExactly(
            "order_items.order_id = orders.order_id", "order_items.product_id = products.id");
    assertThat(table.columns().customer()).isEqualTo("customer_id");
    assertThat(table.columns().order()).hasValue("order_items.order_id");
    assertThat(table.columns().item()).hasValue("product_id");
    assertThat(table.columns().day()).isEqualTo("order_date");
    assertThat(table.columns().category()).hasValue("category");
  }

  @Test
  void columns_without_names_are_known_by_what_stands_in_them() {
    Sample sample =
        Samples.of(
            "sales",
            "_c1|_c2|_c3|_c4|_c5",
            "c1|2024-05-01|o1|2|7.50",
            "c1|2024-05-02|o2|1|1.25",
            "c2|2024-05-02|o3|1|2.25",
            "c3|2024-05-03|o4|1|3.25",
            "c4|2024-05-04|o5|3|3.00");
    assertThat(only(sample).columns())
        .isEqualTo(columns("_c1", "_c3", "'order'", "_c2", "_c4", "_c5"));
    assertThat(doubts(sample)).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void amounts_in_several_currencies_are_doubted() {
    Sample sample =
        Samples.of(
            "lines",
            "customer|date|amount|currency",
            "c1|2024-05-01|5|EUR",
            "c2|2024-05-14|7|EUR",
            "c2|2024-05-15|7|USD");
    assertThat(only(sample).currency()).hasValue("EUR");
    assertThat(only(sample).currencyColumn()).hasValue("currency");
    assertThat(doubts(sample)).anySatisfy(text -> assertThat(text).contains("EUR, USD"));
  }

  @Test
  void a_table_without_money_is_ignored_and_what_it_lacks_is_said() {
    SourceProposal proposal =
        SourceProposal.of(List.of(Samples.of("people", "name|city", "ann|Rome", "bob|Paris")));
    assertThat(proposal.tables()).isEmpty();
    assertThat(proposal.ignored().get("people.csv"))
        .isEqualTo("no column is recognised as customer, date, amount among name, city");
  }

  @Test
  void typed_columns_are_taken_as_they_are() {
    Sample sample =
        new Sample(
            "sales",
            Samples.of("sales", "x").relation(),
            List.of(
                Samples.column("customer", ValueType.WHOLE, "1", "2"),
                Samples.column("ts", ValueType.TIME, "2024-05-01 10:00:00", "2024-05-02 11:00:00"),
                Samples.column("net", ValueType.DECIMAL, "1.50", "-2.50")),
            List.of());
    assertThat(only(sample).columns()).isEqualTo(columns("customer", "", "", "ts", "1", "net"));
    assertThat(only(sample).flow()).isEqualTo(Flow.SIGNED);
  }
}
