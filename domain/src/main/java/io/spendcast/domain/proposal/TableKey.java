package io.spendcast.domain.proposal;

import io.spendcast.domain.sales.LineFlow;
import java.util.Objects;

/**
 * What the name of a file says of its rows: files with equal keys may be parts of one table.
 *
 * @param channel the channel
 * @param flow whether goods come back
 */
public record TableKey(String channel, LineFlow flow) {
  /** Checks that both are there. */
  public TableKey {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(flow, "flow");
  }

  /** The key of a name without folder and ending. */
  public static TableKey of(String name) {
    // What Spark calls the parts of a table has a different number in each.
    String meant = name.startsWith("part-") ? "part" : name;
    return new TableKey(
        TableNames.channel(meant), TableNames.isOfReturns(meant) ? LineFlow.RETURN : LineFlow.SALE);
  }
}
