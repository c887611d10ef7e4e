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
 * @param flow sales or returns, and whether these are taken off
 * @param table the table with one row per line
 * @param joins inner joins, in order
 * @param columns where the values of a line come from
 * @param filter rows to read; empty reads all
 */
public record SourceMapping(
    Channel channel,
    LineFlow flow,
    TableName table,
    List<Join> joins,
    LineColumns columns,
    Optional<String> filter) {
  /** Copies the joins. */
  public SourceMapping {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(columns, "columns");
    joins = List.copyOf(joins);
  }

  /**
   * A dimension joined to the lines.
   *
   * @param table the dimension
   * @param condition the Spark SQL join condition
   */
  public record Join(TableName table, String condition) {}

  /** The same lines; if they are returns, they are taken off spend. */
  SourceMapping takingOff() {
    return flow == LineFlow.RETURN
        ? new SourceMapping(channel, LineFlow.TAKEN_OFF, table, joins, columns, filter)
        : this;
  }

  /** The same lines, each known from the day or time of this expression on. */
  public SourceMapping knownAt(String expression) {
    return new SourceMapping(channel, flow, table, joins, columns.knownAt(expression), filter);
  }
}
