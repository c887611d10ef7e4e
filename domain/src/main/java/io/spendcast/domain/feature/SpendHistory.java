package io.spendcast.domain.feature;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.FeatureDefinition.ChannelFilter;
import io.spendcast.domain.sales.DailySpend;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One customer's daily spend, indexed so that a sum over any window costs two binary searches.
 *
 * <p>Sums are exact: money is held as whole ten-thousandths of the currency unit. Order and
 * duplicates of tiles do not matter, since tiles of the same day and channel merge by addition.
 */
public final class SpendHistory {
  private static final double MONEY_UNIT = Math.pow(10, DailySpend.SCALE);

  private final Map<ChannelFilter, Series> byChannel;

  private SpendHistory(Map<ChannelFilter, Series> byChannel) {
    this.byChannel = byChannel;
  }

  /** Indexes the tiles of one customer; the list may be empty and in any order. */
  public static SpendHistory of(List<DailySpend> tiles) {
    List<DailySpend> sorted = tiles.stream().sorted(Comparator.comparing(DailySpend::day)).toList();
    Map<ChannelFilter, Series> byChannel = new HashMap<>();
    byChannel.put(ChannelFilter.ALL, new Series(sorted));
    sorted.stream()
        .map(tile -> ChannelFilter.only(tile.channel()))
        .distinct()
        .forEach(only -> byChannel.put(only, new Series(ofChannel(sorted, only))));
    return new SpendHistory(byChannel);
  }

  private static List<DailySpend> ofChannel(List<DailySpend> tiles, ChannelFilter only) {
    return tiles.stream().filter(tile -> tile.channel().name().equals(only.name())).toList();
  }

  /** Sum of the measure over the window; 0 where nothing happened. */
  public double sum(Measure measure, ChannelFilter channel, DateWindow window) {
    Series series = byChannel.get(channel);
    return series == null ? 0 : series.sum(measure, window);
  }

  /** The last day with an order in the window, as an epoch day. */
  OptionalLong lastOrderDay(ChannelFilter channel, DateWindow window) {
    Series series = byChannel.get(channel);
    return series == null ? OptionalLong.empty() : series.lastOrderDay(window);
  }

  /** The first day with an order in the window, as an epoch day. */
  OptionalLong firstOrderDay(ChannelFilter channel, DateWindow window) {
    Series series = byChannel.get(channel);
    return series == null ? OptionalLong.empty() : series.firstOrderDay(window);
  }

  /** Days in ascending order and, per measure, the running totals before each of them. */
  private static final class Series {
    private final long[] days;
    private final Map<Measure, long[]> runningTotals = new EnumMap<>(Measure.class);

    Series(List<DailySpend> sorted) {
      days = sorted.stream().mapToLong(tile -> tile.day().toEpochDay()).toArray();
      for (Measure measure : Measure.values()) {
        long[] totals = new long[days.length + 1];
        for (int i = 0; i < days.length; i++) {
          totals[i + 1] = Math.addExact(totals[i], value(sorted.get(i), measure));
        }
        runningTotals.put(measure, totals);
      }
    }

    private static long value(DailySpend tile, Measure measure) {
      return switch (measure) {
        case SPEND -> tile.spend().unscaledValue().longValueExact();
        case RETURNED -> tile.returned().unscaledValue().longValueExact();
        case ORDERS -> tile.orders();
        case LINES -> tile.lines();
        case UNITS -> tile.units();
      };
    }

    double sum(Measure measure, DateWindow window) {
      long[] totals = runningTotals.get(measure);
      long sum = totals[firstAtOrAfter(window.until().toEpochDay())] - totals[start(window)];
      return switch (measure) {
        case SPEND, RETURNED -> sum / MONEY_UNIT;
        case ORDERS, LINES, UNITS -> sum;
      };
    }

    OptionalLong lastOrderDay(DateWindow window) {
      for (int i = firstAtOrAfter(window.until().toEpochDay()) - 1; i >= start(window); i--) {
        if (hasOrder(i)) {
          return OptionalLong.of(days[i]);
        }
      }
      return OptionalLong.empty();
    }

    OptionalLong firstOrderDay(DateWindow window) {
      for (int i = start(window); i < firstAtOrAfter(window.until().toEpochDay()); i++) {
        if (hasOrder(i)) {
          return OptionalLong.of(days[i]);
        }
      }
      return OptionalLong.empty();
    }

    private boolean hasOrder(int i) {
      long[] orders = runningTotals.get(Measure.ORDERS);
      return orders[i + 1] > orders[i];
    }

    private int start(DateWindow window) {
      return firstAtOrAfter(window.from().toEpochDay());
    }

    private int firstAtOrAfter(long day) {
      int found = Arrays.binarySearch(days, day);
      if (found < 0) {
        return -found - 1;
      }
      while (found > 0 && days[found - 1] == day) {
        found--;
      }
      return found;
    }
  }
}
