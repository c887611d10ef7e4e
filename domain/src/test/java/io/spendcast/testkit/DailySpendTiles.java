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
import java.util.stream.Collectors;

/** Adds cleaned lines up to daily spend. */
final class DailySpendTiles {
  private DailySpendTiles() {}

  static Map<CustomerId, List<DailySpend>> of(List<SalesLine> lines) {
    Map<CustomerId, List<DailySpend>> tiles = new HashMap<>();
    lines.stream()
        .collect(Collectors.groupingBy(Key::of))
        .forEach(
            (key, group) ->
                tiles
                    .computeIfAbsent(key.customer(), customer -> new ArrayList<>())
                    .add(tile(key, group)));
    return tiles;
  }

  private static DailySpend tile(Key key, List<SalesLine> lines) {
    List<SalesLine> sales = lines.stream().filter(l -> l.flow() == LineFlow.SALE).toList();
    List<SalesLine> returns = lines.stream().filter(l -> l.flow() == LineFlow.RETURN).toList();
    return new DailySpend(
        key.day(),
        key.channel(),
        amount(sales),
        amount(returns),
        sales.stream().map(SalesLine::order).distinct().count(),
        sales.size(),
        sales.stream().mapToLong(SalesLine::units).sum());
  }

  private static BigDecimal amount(List<SalesLine> lines) {
    return lines.stream().map(SalesLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private record Key(CustomerId customer, Channel channel, LocalDate day) {
    static Key of(SalesLine line) {
      return new Key(line.customer().orElseThrow(), line.channel(), line.day());
    }
  }
}
