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
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds cleaned lines up to daily spend. */
final class DailySpendTiles {
  private DailySpendTiles() {}

  static Map<CustomerId, List<DailySpend>> of(List<SalesLine> lines) {
    Map<CustomerId, List<DailySpend>> tiles = new HashMap<>();
    Map<OrderKey, NavigableMap<LocalDate, Integer>> orders = new HashMap<>();
    lines.stream()
        .filter(line -> line.flow() != LineFlow.RETURN)
        .forEach(
            line ->
                orders
                    .computeIfAbsent(OrderKey.of(line), any -> new TreeMap<>())
                    .merge(line.knownDay(), sign(line), Integer::sum));
    lines.stream()
        .collect(Collectors.groupingBy(Key::of))
        .forEach(
            (key, group) ->
                tiles
                    .computeIfAbsent(key.customer(), customer -> new ArrayList<>())
                    .add(tile(key, group, orders)));
    return tiles;
  }

  private static int sign(SalesLine line) {
    return line.flow() == LineFlow.TAKEN_OFF ? -1 : 1;
  }

  private static DailySpend tile(
      Key key, List<SalesLine> lines, Map<OrderKey, NavigableMap<LocalDate, Integer>> orders) {
    List<SalesLine> spent = lines.stream().filter(l -> l.flow() != LineFlow.RETURN).toList();
    List<SalesLine> returns = lines.stream().filter(l -> l.flow() != LineFlow.SALE).toList();
    return new DailySpend(
        key.day(),
        key.knownDay(),
        key.channel(),
        spent.stream().map(DailySpendTiles::signed).reduce(BigDecimal.ZERO, BigDecimal::add),
        amount(returns),
        spent.stream().map(SalesLine::discount).reduce(BigDecimal.ZERO, BigDecimal::add),
        spent.stream()
            .map(OrderKey::of)
            .distinct()
            .mapToLong(order -> becomes(orders.get(order), key.knownDay()))
            .sum(),
        spent.stream().mapToLong(DailySpendTiles::sign).sum(),
        spent.stream().mapToLong(line -> sign(line) * line.units()).sum(),
        categories(spent));
  }

  private static BigDecimal signed(SalesLine line) {
    return line.amount().multiply(BigDecimal.valueOf(sign(line)));
  }

  /** An order counts from the day on which its first line is known until none is left. */
  private static int becomes(NavigableMap<LocalDate, Integer> lines, LocalDate known) {
    return isAny(lines.headMap(known, true)) - isAny(lines.headMap(known, false));
  }

  private static int isAny(Map<LocalDate, Integer> lines) {
    return lines.values().stream().mapToInt(Integer::intValue).sum() > 0 ? 1 : 0;
  }

  private static Map<String, BigDecimal> categories(List<SalesLine> spent) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    spent.forEach(
        line ->
            line.category()
                .ifPresent(category -> amounts.merge(category, signed(line), BigDecimal::add)));
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
