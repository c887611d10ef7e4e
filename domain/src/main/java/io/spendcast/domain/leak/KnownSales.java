package io.spendcast.domain.leak;

import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.util.List;

/**
 * Sums over sales that had happened and were known before a date, in the retailer's currency.
 *
 * @param spend amount bought
 * @param returned amount returned
 * @param lines number of lines bought
 */
public record KnownSales(BigDecimal spend, BigDecimal returned, long lines) {
  /** No sales at all. */
  public static final KnownSales NONE = new KnownSales(BigDecimal.ZERO, BigDecimal.ZERO, 0);

  /** Equal sums in any scale. */
  public KnownSales {
    spend = spend.setScale(DailySpend.SCALE);
    returned = returned.setScale(DailySpend.SCALE);
  }

  /** The sums of tiles. */
  static KnownSales of(List<DailySpend> tiles) {
    return new KnownSales(
        tiles.stream().map(DailySpend::spend).reduce(BigDecimal.ZERO, BigDecimal::add),
        tiles.stream().map(DailySpend::returned).reduce(BigDecimal.ZERO, BigDecimal::add),
        tiles.stream().mapToLong(DailySpend::lines).sum());
  }
}
