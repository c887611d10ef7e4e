package io.spendcast.domain.leak;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A future that nobody had: large orders on the as-of date and in the forecast window, and one
 * before it that becomes known on it. What depends on any of them shows it for every customer, also
 * where nobody happened to buy on that very day.
 */
record OtherFuture(AsOfDate asOf, Channel channel) {
  private static final BigDecimal HUGE = new BigDecimal("1234567.89");

  List<DailySpend> after(List<DailySpend> past) {
    return Stream.concat(
            past.stream(),
            Stream.of(
                tile(asOf.day(), asOf.day()),
                tile(asOf.day().plusDays(3), asOf.day().plusDays(3)),
                tile(asOf.day().minusDays(2), asOf.day())))
        .toList();
  }

  List<DayTotal> afterTotals(List<DayTotal> past) {
    return Stream.concat(
            past.stream(),
            after(List.of()).stream()
                .map(tile -> new DayTotal(tile.day(), tile.knownDay(), tile.spend())))
        .toList();
  }

  private DailySpend tile(LocalDate day, LocalDate known) {
    return new DailySpend(
        day, known, channel, HUGE, BigDecimal.TEN, BigDecimal.ONE, 5, 9, 77, Map.of());
  }
}
