package io.spendcast.adapters.spark.ingest;

import static io.spendcast.domain.sales.LineFlow.RETURN;
import static io.spendcast.domain.sales.LineFlow.SALE;

import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.SourceMapping.Join;
import java.util.List;
import java.util.Optional;

/** How the tables of TPC-DS are read as sales and returns of the channels store and web. */
public final class TpcdsMappings {
  private static final Channel STORE = new Channel("store");
  private static final Channel WEB = new Channel("web");

  /**
   * All lines. A return belongs to the customer who is refunded, since that is whose spend it takes
   * back: in the store the one who returns; on the web another may have sent the goods.
   */
  public static final List<SourceMapping> ALL =
      List.of(
          lines(
              STORE,
              SALE,
              "store_sales",
              "ss_",
              "customer_sk",
              "ticket_number",
              "sold",
              "quantity",
              "ext_sales_price"),
          lines(
              STORE,
              RETURN,
              "store_returns",
              "sr_",
              "customer_sk",
              "ticket_number",
              "returned",
              "return_quantity",
              "return_amt"),
          lines(
              WEB,
              SALE,
              "web_sales",
              "ws_",
              "bill_customer_sk",
              "order_number",
              "sold",
              "quantity",
              "ext_sales_price"),
          lines(
              WEB,
              RETURN,
              "web_returns",
              "wr_",
              "refunded_customer_sk",
              "order_number",
              "returned",
              "return_quantity",
              "return_amt"));

  private TpcdsMappings() {}

  /** Where a table of the source lies in the lake. */
  static TableName raw(String table) {
    return new TableName("raw/tpcds/" + table);
  }

  /** Where the rows of a table lie that broke its contract. */
  static TableName quarantine(String table) {
    return new TableName("raw/tpcds/_quarantine/" + table);
  }

  private static SourceMapping lines(
      Channel channel,
      LineFlow flow,
      String table,
      String prefix,
      String customer,
      String order,
      String when,
      String quantity,
      String amount) {
    return new SourceMapping(
        channel,
        flow,
        raw(table),
        List.of(new Join(raw("date_dim"), prefix + when + "_date_sk = d_date_sk")),
        prefix + customer,
        prefix + order,
        "d_date",
        prefix + quantity,
        prefix + amount,
        Optional.empty());
  }
}
