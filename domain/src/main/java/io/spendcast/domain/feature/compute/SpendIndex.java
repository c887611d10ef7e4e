package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tiles indexed by channel and category. Sums are exact: money is held as whole ten-thousandths of
 * the currency unit.
 */
final class SpendIndex {
  private static final double MONEY_UNIT = Math.pow(10, DailySpend.SCALE);

  private final Map<SalesFilter, DaySeries> series = new HashMap<>();

  /** Indexes tiles in ascending order of their days. */
  SpendIndex(List<DailySpend> tiles) {
    DaySeries all = new DaySeries(Measure.values());
    series.put(SalesFilter.ALL, all);
    for (DailySpend tile : tiles) {
      add(all, tile);
      add(series(SalesFilter.of(tile.channel()), Measure.values()), tile);
      long day = tile.day().toEpochDay();
      tile.categories()
          .forEach(
              (category, spend) ->
                  series(SalesFilter.ofCategory(category), Measure.SPEND)
                      .add(day, Measure.SPEND, exact(spend)));
    }
  }

  private DaySeries series(SalesFilter sales, Measure... measures) {
    return series.computeIfAbsent(sales, any -> new DaySeries(measures));
  }

  private static void add(DaySeries series, DailySpend tile) {
    long day = tile.day().toEpochDay();
    series.add(day, Measure.SPEND, exact(tile.spend()));
    series.add(day, Measure.RETURNED, exact(tile.returned()));
    series.add(day, Measure.DISCOUNT, exact(tile.discount()));
    series.add(day, Measure.ORDERS, tile.orders());
    series.add(day, Measure.WEEKEND_ORDERS, isWeekend(tile) ? tile.orders() : 0);
    series.add(day, Measure.LINES, tile.lines());
    series.add(day, Measure.UNITS, tile.units());
  }

  private static long exact(BigDecimal money) {
    return money.setScale(DailySpend.SCALE).unscaledValue().longValueExact();
  }

  private static boolean isWeekend(DailySpend tile) {
    return tile.day().getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  /** Sum of the measure in its own unit; 0 where nothing happened. */
  double sum(Measure measure, SalesFilter sales, Days days) {
    DaySeries found = series.get(sales);
    long sum = found == null ? 0 : found.sum(measure, days);
    return measure.isMoney() ? sum / MONEY_UNIT : sum;
  }

  /** The days with an order, ascending. */
  long[] orderDays(SalesFilter sales, Days days) {
    DaySeries found = series.get(sales);
    return found == null ? new long[0] : found.daysWith(Measure.ORDERS, days);
  }
}
