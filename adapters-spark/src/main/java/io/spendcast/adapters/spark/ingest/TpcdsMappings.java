package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.RawArea;
import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
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
          sales(STORE, "store_sales", "ss_", "customer_sk", "ticket_number"),
          returns(STORE, "store_returns", "sr_", "customer_sk", "ticket_number"),
          sales(WEB, "web_sales", "ws_", "bill_customer_sk", "order_number"),
          returns(WEB, "web_returns", "wr_", "refunded_customer_sk", "order_number"));

  private TpcdsMappings() {}

  /** The channels in the order of their names. */
  static List<Channel> channels() {
    return ALL.stream().map(SourceMapping::channel).distinct().sorted().toList();
  }

  /** Where a table of the source lies in the lake. */
  static TableName raw(String table) {
    return RawArea.cleaned(table);
  }

  /** Where the rows of a table lie that broke its contract. */
  static TableName quarantine(String table) {
    return RawArea.quarantine(table);
  }

  private static SourceMapping sales(
      Channel channel, String table, String prefix, String customer, String order) {
    return new SourceMapping(
        channel,
        LineFlow.SALE,
        raw(table),
        List.of(
            new Join(raw("date_dim"), prefix + "sold_date_sk = d_date_sk"),
            new Join(raw("item"), prefix + "item_sk = i_item_sk")),
        new LineColumns(
            prefix + customer,
            prefix + order,
            prefix + "item_sk",
            "d_date",
            prefix + "quantity",
            prefix + "ext_sales_price",
            Optional.of("i_category"),
            Optional.of("%1$sext_list_price - %1$sext_sales_price".formatted(prefix)),
            Optional.empty()),
        Optional.empty());
  }

  private static SourceMapping returns(
      Channel channel, String table, String prefix, String customer, String order) {
    return new SourceMapping(
        channel,
        LineFlow.RETURN,
        raw(table),
        List.of(new Join(raw("date_dim"), prefix + "returned_date_sk = d_date_sk")),
        new LineColumns(
            prefix + customer,
            prefix + order,
            prefix + "item_sk",
            "d_date",
            prefix + "return_quantity",
            prefix + "return_amt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty());
  }
}
