package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.sales.DailySpend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tiles indexed by channel and category. Sums are exact: money is held as whole ten-thousandths of
 * the currency unit.
 */
final class SpendIndex {
  private static final double MONEY_UNIT = Math.pow(10, DailySpend.SCALE);
  private static final DaySeries NOTHING = new DaySeries(Measure.values());

  private final Map<SalesFilter, DaySeries> series = new HashMap<>();

  /** Indexes tiles in ascending order of their days. */
  SpendIndex(List<SpendTile> tiles) {
    DaySeries all = series(SalesFilter.ALL, Measure.values());
    for (SpendTile tile : tiles) {
      add(all, tile);
      add(series(tile.channel(), Measure.values()), tile);
      tile.categories()
          .forEach(
              (category, spend) ->
                  series(category, Measure.SPEND).add(tile.day(), Measure.SPEND, spend));
    }
  }

  private DaySeries series(SalesFilter sales, Measure... measures) {
    return series.computeIfAbsent(sales, any -> new DaySeries(measures));
  }

  private static void add(DaySeries series, SpendTile tile) {
    long day = tile.day();
    series.add(day, Measure.SPEND, tile.spend());
    series.add(day, Measure.RETURNED, tile.returned());
    series.add(day, Measure.DISCOUNT, tile.discount());
    series.add(day, Measure.ORDERS, tile.orders());
    series.add(day, Measure.WEEKEND_ORDERS, isWeekend(day) ? tile.orders() : 0);
    series.add(day, Measure.LINES, tile.lines());
    series.add(day, Measure.UNITS, tile.units());
  }

  /** The first of January 1970 was a Thursday. */
  private static boolean isWeekend(long day) {
    return Math.floorMod(day + 3, 7) > 4;
  }

  /** What is known of these sales; nothing if there were none. */
  DaySeries of(SalesFilter sales) {
    return series.getOrDefault(sales, NOTHING);
  }

  /** A sum of {@link DaySeries} in the measure's own unit. */
  static double inUnit(Measure measure, long sum) {
    return measure.isMoney() ? sum / MONEY_UNIT : sum;
  }

  /** Sum of the measure in its own unit; 0 where nothing happened. */
  double sum(Measure measure, SalesFilter sales, Days days) {
    return inUnit(measure, of(sales).sum(measure, days));
  }
}
