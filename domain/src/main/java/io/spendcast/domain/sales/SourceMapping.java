package io.spendcast.domain.sales;

import io.spendcast.domain.TableName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one table of a retailer is read as sales or return lines. Expressions are Spark SQL over the
 * table and the tables joined to it.
 *
 * @param channel the channel of every line
 * @param flow sales or returns
 * @param table the table with one row per line
 * @param joins inner joins, in order
 * @param customer who bought; any type that prints as the customer id
 * @param order identifies the order within the channel
 * @param day the UTC day of the sale or of the return
 * @param quantity units of the line
 * @param amount money of the line in the retailer's currency
 * @param filter rows to read; empty reads all
 */
public record SourceMapping(
    Channel channel,
    LineFlow flow,
    TableName table,
    List<Join> joins,
    String customer,
    String order,
    String day,
    String quantity,
    String amount,
    Optional<String> filter) {
  /** Copies the joins. */
  public SourceMapping {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(flow, "flow");
    joins = List.copyOf(joins);
  }

  /**
   * A dimension joined to the lines.
   *
   * @param table the dimension
   * @param condition the Spark SQL join condition
   */
  public record Join(TableName table, String condition) {}
}
