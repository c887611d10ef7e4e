package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@link DailySpend} says, in whole numbers, as the calculator holds it: days since 1970 and
 * money in ten-thousandths of the currency unit.
 *
 * @param day the UTC day
 * @param knownDay the UTC day on which it became known, not before {@code day}
 * @param channel the sales of the channel
 * @param spend amount bought
 * @param returned amount returned
 * @param discount amount taken off the list price
 * @param orders number of distinct orders
 * @param lines number of order lines
 * @param units number of units bought
 * @param categories the part of {@code spend} in each category
 */
public record SpendTile(
    long day,
    long knownDay,
    SalesFilter channel,
    long spend,
    long returned,
    long discount,
    long orders,
    long lines,
    long units,
    Map<SalesFilter, Long> categories) {
  /** Checks the order of the days. */
  public SpendTile {
    if (knownDay < day) {
      throw new IllegalArgumentException("known day " + knownDay + " is before the day " + day);
    }
  }

  static SpendTile of(DailySpend tile) {
    Map<SalesFilter, Long> categories = new HashMap<>();
    tile.categories()
        .forEach((name, spend) -> categories.put(SalesFilter.ofCategory(name), exact(spend)));
    return new SpendTile(
        tile.day().toEpochDay(),
        tile.knownDay().toEpochDay(),
        SalesFilter.of(tile.channel()),
        exact(tile.spend()),
        exact(tile.returned()),
        exact(tile.discount()),
        tile.orders(),
        tile.lines(),
        tile.units(),
        categories);
  }

  private static long exact(BigDecimal money) {
    return money.setScale(DailySpend.SCALE).unscaledValue().longValueExact();
  }
}
