package io.spendcast.adapters.spark.ingest;

import static io.spendcast.domain.sales.TableContract.Type.DAY;
import static io.spendcast.domain.sales.TableContract.Type.INTEGER;
import static io.spendcast.domain.sales.TableContract.Type.MONEY;
import static io.spendcast.domain.sales.TableContract.Type.TEXT;

import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Column;
import io.spendcast.domain.sales.TableContract.Reference;
import io.spendcast.domain.sales.TableContract.Repair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is kept of TPC-DS, and what its rows must be like. */
public final class TpcdsContracts {
  private static final int MOST_UNITS = 1_000_000;

  /** All tables, each after those it refers to. */
  static final List<TableContract> ALL =
      List.of(
          dateDim(), item(), customer(), storeSales(), storeReturns(), webSales(), webReturns());

  private TpcdsContracts() {}

  /** The contract of a table. */
  public static TableContract of(String table) {
    return ALL.stream()
        .filter(contract -> contract.table().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no TPC-DS table " + table));
  }

  private static TableContract dateDim() {
    return dimension(
        "date_dim",
        required("d_date_sk", INTEGER),
        required("d_date", DAY),
        optional("d_year", INTEGER),
        optional("d_moy", INTEGER),
        optional("d_dom", INTEGER));
  }

  private static TableContract item() {
    return dimension(
        "item",
        required("i_item_sk", INTEGER),
        required("i_item_id", TEXT),
        optional("i_category", TEXT),
        optional("i_class", TEXT),
        optional("i_brand", TEXT),
        optional("i_current_price", MONEY));
  }

  private static TableContract customer() {
    return dimension(
        "customer",
        required("c_customer_sk", INTEGER),
        required("c_customer_id", TEXT),
        optional("c_birth_year", INTEGER),
        optional("c_birth_country", TEXT),
        optional("c_preferred_cust_flag", TEXT));
  }

  private static TableContract storeSales() {
    return sales(
        "store_sales",
        "ss_ticket_number",
        "ss_item_sk",
        "ss_sold_date_sk",
        "ss_customer_sk",
        List.of(
            units("ss_quantity"),
            optional("ss_sales_price", MONEY),
            amount("ss_ext_sales_price"),
            optional("ss_ext_list_price", MONEY),
            optional("ss_net_paid", MONEY)));
  }

  private static TableContract webSales() {
    return sales(
        "web_sales",
        "ws_order_number",
        "ws_item_sk",
        "ws_sold_date_sk",
        "ws_bill_customer_sk",
        List.of(
            units("ws_quantity"),
            optional("ws_sales_price", MONEY),
            amount("ws_ext_sales_price"),
            optional("ws_ext_list_price", MONEY),
            optional("ws_net_paid", MONEY)));
  }

  private static TableContract storeReturns() {
    return returns(
        "store_returns",
        "sr_ticket_number",
        "sr_item_sk",
        "sr_returned_date_sk",
        "sr_customer_sk",
        List.of(units("sr_return_quantity"), amount("sr_return_amt")));
  }

  /** The money goes back to the refunded customer, who paid; another may have sent the goods. */
  private static TableContract webReturns() {
    return returns(
        "web_returns",
        "wr_order_number",
        "wr_item_sk",
        "wr_returned_date_sk",
        "wr_refunded_customer_sk",
        List.of(units("wr_return_quantity"), amount("wr_return_amt")));
  }

  private static TableContract dimension(String table, Column key, Column... others) {
    return new TableContract(
        table,
        concat(List.of(key), List.of(others)),
        List.of(key.name()),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** A ticket has one customer and one day. */
  private static TableContract sales(
      String table, String ticket, String item, String day, String customer, List<Column> facts) {
    return lines(table, ticket, item, day, customer, List.of(customer, day), facts);
  }

  /** What was bought on one ticket may come back on several days. */
  private static TableContract returns(
      String table, String ticket, String item, String day, String customer, List<Column> facts) {
    return lines(table, ticket, item, day, customer, List.of(customer), facts);
  }

  private static TableContract lines(
      String table,
      String ticket,
      String item,
      String day,
      String customer,
      List<String> repaired,
      List<Column> facts) {
    List<Column> keys =
        List.of(
            required(ticket, INTEGER),
            required(item, INTEGER),
            required(day, INTEGER),
            required(customer, INTEGER));
    String money =
        facts.stream()
            .filter(fact -> fact.type() == MONEY && fact.required())
            .findFirst()
            .orElseThrow()
            .name();
    return new TableContract(
        table,
        concat(keys, facts),
        List.of(ticket, item),
        List.of(
            new Reference(item, "item", "i_item_sk"),
            new Reference(day, "date_dim", "d_date_sk"),
            new Reference(customer, "customer", "c_customer_sk")),
        repaired.stream().map(column -> new Repair(column, ticket)).toList(),
        Optional.of(money));
  }

  private static List<Column> concat(List<Column> first, List<Column> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static Column required(String name, TableContract.Type type) {
    return new Column(name, type, true, Optional.empty(), Optional.empty());
  }

  private static Column optional(String name, TableContract.Type type) {
    return new Column(name, type, false, Optional.empty(), Optional.empty());
  }

  private static Column units(String name) {
    return new Column(
        name,
        INTEGER,
        true,
        Optional.of(BigDecimal.ONE),
        Optional.of(BigDecimal.valueOf(MOST_UNITS)));
  }

  private static Column amount(String name) {
    return new Column(name, MONEY, true, Optional.of(BigDecimal.ZERO), Optional.empty());
  }
}
