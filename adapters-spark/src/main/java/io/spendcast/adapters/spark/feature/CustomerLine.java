package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.AMOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.CATEGORY;
import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.FLOW;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;
import static io.spendcast.adapters.spark.table.SourceLines.ORDER;
import static io.spendcast.adapters.spark.table.SourceLines.QUANTITY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.LineFlow;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A line of one customer. A return has no order, but it may take lines of one back.
 *
 * @param channel the channel's name
 * @param day days since 1970
 * @param known the same of the day on which it became known
 * @param order which of the channel's orders; null of a return
 * @param category of the item; null if unknown, and of a return
 * @param spend what was bought, in ten-thousandths; below 0 where it is taken back
 * @param returned what came back, in ten-thousandths
 * @param discount taken off the list price, in ten-thousandths
 * @param lines 1, 0 of a return, −1 where a line is taken back
 * @param units how many were bought
 */
record CustomerLine(
    UTF8String channel,
    int day,
    int known,
    Object order,
    UTF8String category,
    long spend,
    long returned,
    long discount,
    int lines,
    long units) {
  private static final Column SALE = col(FLOW).equalTo(LineFlow.SALE.name());
  private static final Column TAKEN_OFF = col(FLOW).equalTo(LineFlow.TAKEN_OFF.name());
  private static final Column SIGN = col(TileLines.SIGN);

  /** What {@link #of} reads, with the customer before it. */
  static Dataset<Row> columns(Dataset<Row> lines) {
    return lines.select(
        col(CUSTOMER),
        col(CHANNEL),
        col(DAY),
        col(KNOWN),
        when(SALE.or(TAKEN_OFF), col(ORDER)).as(ORDER),
        when(SALE.or(TAKEN_OFF), col(CATEGORY)).as(CATEGORY),
        when(SALE, SIGN).when(TAKEN_OFF, negate(SIGN)).otherwise(0).as("bought"),
        when(SALE, 0).otherwise(SIGN).as("back"),
        col(AMOUNT),
        col(DISCOUNT),
        col(QUANTITY));
  }

  /** The line of a row; names are only good as long as the row is, if they are not kept. */
  static CustomerLine of(InternalRow row, DataType order, UnaryOperator<UTF8String> kept) {
    int bought = row.getInt(6);
    long amount = TileRows.money(row, 8);
    return new CustomerLine(
        kept.apply(row.getUTF8String(1)),
        row.getInt(2),
        row.getInt(3),
        row.isNullAt(4) ? null : InternalRow.copyValue(row.get(4, order)),
        row.isNullAt(5) ? null : kept.apply(row.getUTF8String(5)),
        bought * amount,
        row.getInt(7) * amount,
        bought * TileRows.money(row, 9),
        bought,
        row.isNullAt(10) ? 0 : bought * row.getLong(10));
  }

  /** Whether both are lines of one order; those without any count as one. */
  boolean isOfOrder(CustomerLine other) {
    return day == other.day && channel.equals(other.channel) && Objects.equals(order, other.order);
  }
}
