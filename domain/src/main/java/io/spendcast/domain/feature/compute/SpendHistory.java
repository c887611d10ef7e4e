package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.sales.DailySpend;
import java.util.Comparator;
import java.util.List;

/**
 * One customer's daily spend. What was known before an as-of date is asked of {@link #before}; only
 * labels look at the whole.
 *
 * <p>Order and duplicates of tiles do not matter, since tiles merge by addition. Immutable.
 */
public final class SpendHistory {
  private final List<SpendTile> tiles;
  private final SpendIndex index;
  private final long lastLateDay;

  private SpendHistory(List<SpendTile> sorted) {
    this.tiles = sorted;
    this.index = new SpendIndex(sorted);
    this.lastLateDay =
        sorted.stream()
            .filter(tile -> tile.knownDay() > tile.day())
            .mapToLong(SpendTile::knownDay)
            .max()
            .orElse(Long.MIN_VALUE);
  }

  /** Indexes the tiles of one customer; the list may be empty and in any order. */
  public static SpendHistory of(List<DailySpend> tiles) {
    return ofWhole(tiles.stream().map(SpendTile::of).toList());
  }

  /** The same of tiles in whole numbers. */
  public static SpendHistory ofWhole(List<SpendTile> tiles) {
    return new SpendHistory(
        tiles.stream().sorted(Comparator.comparingLong(SpendTile::day)).toList());
  }

  /** What had happened and was known before the as-of date. */
  public SpendPast before(AsOfDate asOf) {
    long cut = asOf.day().toEpochDay();
    if (lastLateDay < cut) {
      return new SpendPast(index, cut);
    }
    List<SpendTile> known = tiles.stream().filter(tile -> tile.knownDay() < cut).toList();
    return new SpendPast(new SpendIndex(known), cut);
  }

  /**
   * Amount spent in the window, in the retailer's currency, by all that is known by now; 0 where
   * more came back than was bought.
   */
  double spend(DateWindow window) {
    return Math.max(0, index.sum(Measure.SPEND, SalesFilter.ALL, Days.of(window)));
  }
}
