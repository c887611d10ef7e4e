package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.table.SourceArea;
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

  private final SourceArea area;

  private TpcdsMappings(SourceArea area) {
    this.area = area;
  }

  /**
   * All lines. A return belongs to the customer who is refunded, since that is whose spend it takes
   * back: in the store the one who returns; on the web another may have sent the goods.
   */
  public static List<SourceMapping> of(SourceArea area) {
    return new TpcdsMappings(area).all();
  }

  private List<SourceMapping> all() {
    return List.of(
        sales(STORE, "store_sales", "ss_", "customer_sk", "ticket_number"),
        returns(STORE, "store_returns", "sr_", "customer_sk", "ticket_number"),
        sales(WEB, "web_sales", "ws_", "bill_customer_sk", "order_number"),
        returns(WEB, "web_returns", "wr_", "refunded_customer_sk", "order_number"));
  }

  /** The channels in the order of their names. */
  static List<Channel> channels() {
    return List.of(STORE, WEB);
  }

  private SourceMapping sales(
      Channel channel, String table, String prefix, String customer, String order) {
    return new SourceMapping(
        channel,
        LineFlow.SALE,
        area.cleaned(table),
        List.of(
            new Join(area.cleaned("date_dim"), prefix + "sold_date_sk = d_date_sk"),
            new Join(area.cleaned("item"), prefix + "item_sk = i_item_sk")),
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

  private SourceMapping returns(
      Channel channel, String table, String prefix, String customer, String order) {
    return new SourceMapping(
        channel,
        LineFlow.RETURN,
        area.cleaned(table),
        List.of(new Join(area.cleaned("date_dim"), prefix + "returned_date_sk = d_date_sk")),
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
