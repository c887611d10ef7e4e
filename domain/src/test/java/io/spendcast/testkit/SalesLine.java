package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a ticket or of a return slip.
 *
 * @param channel where
 * @param flow sale or return
 * @param customer who, if it was noted
 * @param order identifies the ticket within the channel
 * @param day the UTC day
 * @param units how many
 * @param amount how much money; negative amounts break the contract
 */
public record SalesLine(
    Channel channel,
    LineFlow flow,
    Optional<CustomerId> customer,
    String order,
    LocalDate day,
    long units,
    BigDecimal amount) {

  /** Lines that add up to these tiles. */
  static List<SalesLine> of(Map<CustomerId, List<DailySpend>> sales) {
    List<SalesLine> lines = new ArrayList<>();
    sales.forEach(
        (customer, tiles) -> {
          for (int i = 0; i < tiles.size(); i++) {
            lines.addAll(of(customer, tiles.get(i), customer + "-" + i));
          }
        });
    return lines;
  }

  private static List<SalesLine> of(CustomerId customer, DailySpend tile, String order) {
    List<SalesLine> lines = new ArrayList<>();
    for (int i = 0; i < tile.lines(); i++) {
      lines.add(
          new SalesLine(
              tile.channel(),
              LineFlow.SALE,
              Optional.of(customer),
              order + "-" + Math.min(i, tile.orders() - 1),
              tile.day(),
              i == 0 ? tile.units() : 0,
              i == 0 ? tile.spend() : BigDecimal.ZERO));
    }
    if (tile.returned().signum() != 0) {
      lines.add(
          new SalesLine(
              tile.channel(),
              LineFlow.RETURN,
              Optional.of(customer),
              order,
              tile.day(),
              1,
              tile.returned()));
    }
    return lines;
  }
}
