package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds cleaned lines up to daily spend. */
final class DailySpendTiles {
  private DailySpendTiles() {}

  static Map<CustomerId, List<DailySpend>> of(List<SalesLine> lines) {
    Map<CustomerId, List<DailySpend>> tiles = new HashMap<>();
    Map<OrderKey, LocalDate> orders = new HashMap<>();
    lines.stream()
        .filter(line -> line.flow() == LineFlow.SALE)
        .forEach(
            line -> orders.merge(OrderKey.of(line), line.knownDay(), DailySpendTiles::earlier));
    lines.stream()
        .collect(Collectors.groupingBy(Key::of))
        .forEach(
            (key, group) ->
                tiles
                    .computeIfAbsent(key.customer(), customer -> new ArrayList<>())
                    .add(tile(key, group, orders)));
    return tiles;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** An order counts on the day on which it first becomes known. */
  private static DailySpend tile(Key key, List<SalesLine> lines, Map<OrderKey, LocalDate> orders) {
    List<SalesLine> sales = lines.stream().filter(l -> l.flow() == LineFlow.SALE).toList();
    List<SalesLine> returns = lines.stream().filter(l -> l.flow() == LineFlow.RETURN).toList();
    return new DailySpend(
        key.day(),
        key.knownDay(),
        key.channel(),
        amount(sales),
        amount(returns),
        sales.stream().map(SalesLine::discount).reduce(BigDecimal.ZERO, BigDecimal::add),
        sales.stream()
            .map(OrderKey::of)
            .distinct()
            .filter(order -> orders.get(order).equals(key.knownDay()))
            .count(),
        sales.size(),
        sales.stream().mapToLong(SalesLine::units).sum(),
        categories(sales));
  }

  private static Map<String, BigDecimal> categories(List<SalesLine> sales) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    sales.forEach(
        line ->
            line.category()
                .ifPresent(category -> amounts.merge(category, line.amount(), BigDecimal::add)));
    return amounts;
  }

  private static BigDecimal amount(List<SalesLine> lines) {
    return lines.stream().map(SalesLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private record Key(CustomerId customer, Channel channel, LocalDate day, LocalDate knownDay) {
    static Key of(SalesLine line) {
      return new Key(line.customer().orElseThrow(), line.channel(), line.day(), line.knownDay());
    }
  }

  private record OrderKey(CustomerId customer, Channel channel, LocalDate day, String order) {
    static OrderKey of(SalesLine line) {
      return new OrderKey(line.customer().orElseThrow(), line.channel(), line.day(), line.order());
    }
  }
}
