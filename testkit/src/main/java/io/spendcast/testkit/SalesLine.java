package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SpendTarget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
 * @param knownDay the UTC day on which it became known
 * @param discount money taken off the list price
 * @param category the item's category, if it is known
 */
public record SalesLine(
    Channel channel,
    LineFlow flow,
    Optional<CustomerId> customer,
    String order,
    LocalDate day,
    long units,
    BigDecimal amount,
    LocalDate knownDay,
    BigDecimal discount,
    Optional<String> category) {
  /** A line that was known on its day, without discount and category. */
  public SalesLine(
      Channel channel,
      LineFlow flow,
      Optional<CustomerId> customer,
      String order,
      LocalDate day,
      long units,
      BigDecimal amount) {
    this(
        channel, flow, customer, order, day, units, amount, day, BigDecimal.ZERO, Optional.empty());
  }

  /** The same line; what comes back is taken off spend if the target says so. */
  SalesLine as(SpendTarget target) {
    return flow == LineFlow.RETURN && target == SpendTarget.NET
        ? new SalesLine(
            channel,
            LineFlow.TAKEN_OFF,
            customer,
            order,
            day,
            units,
            amount,
            knownDay,
            discount,
            category)
        : this;
  }

  /** Lines that add up to these tiles. */
  public static List<SalesLine> of(Map<CustomerId, List<DailySpend>> sales) {
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
    List<Part> parts = parts(tile);
    for (int i = 0; i < tile.lines(); i++) {
      Part part = i < parts.size() ? parts.get(i) : new Part(BigDecimal.ZERO, Optional.empty());
      lines.add(
          new SalesLine(
              tile.channel(),
              LineFlow.SALE,
              Optional.of(customer),
              order + "-" + Math.min(i, tile.orders() - 1),
              tile.day(),
              i == 0 ? tile.units() : 0,
              part.amount(),
              tile.knownDay(),
              i == 0 ? tile.discount() : BigDecimal.ZERO,
              part.category()));
    }
    if (tile.returned().signum() != 0) {
      lines.add(
          new SalesLine(
              tile.channel(),
              LineFlow.RETURN,
              Optional.of(customer),
              order + "-0",
              tile.day(),
              1,
              tile.returned(),
              tile.knownDay(),
              BigDecimal.ZERO,
              Optional.empty()));
    }
    return lines;
  }

  /** The tile's spend by category, and what has none. */
  private static List<Part> parts(DailySpend tile) {
    List<Part> parts = new ArrayList<>();
    new TreeMap<>(tile.categories())
        .forEach((category, amount) -> parts.add(new Part(amount, Optional.of(category))));
    BigDecimal rest = parts.stream().map(Part::amount).reduce(tile.spend(), BigDecimal::subtract);
    if (rest.signum() != 0) {
      parts.add(new Part(rest, Optional.empty()));
    }
    if (parts.size() > tile.lines()) {
      throw new IllegalArgumentException("too few lines for the categories of " + tile);
    }
    return parts;
  }

  private record Part(BigDecimal amount, Optional<String> category) {}
}
