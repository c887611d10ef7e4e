package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import java.util.List;

/**
 * A customer's past at an as-of date: the only thing that features are computed from. It is cut
 * here, so no window can reach the as-of date or beyond, whatever it asks for.
 */
public final class SpendPast {
  private final SpendIndex index;
  private final long cut;
  private final long[] orderDays;

  SpendPast(SpendIndex index, long cut) {
    this.index = index;
    this.cut = cut;
    this.orderDays = index.of(SalesFilter.ALL).daysWith(Measure.ORDERS, Days.ALL.before(cut));
  }

  /**
   * Sum of the measure in its own unit; 0 where nothing happened. Where more came back than was
   * bought, nothing was spent.
   */
  double sum(Measure measure, SalesFilter sales, Days days) {
    return sum(measure, index.of(sales), days);
  }

  /** The same of sales that were looked up before. */
  double sum(Measure measure, DaySeries sales, Days days) {
    double sum = SpendIndex.inUnit(measure, sales.sum(measure, days.before(cut)));
    return measure == Measure.SPEND ? Math.max(0, sum) : sum;
  }

  /** The sales of each filter. */
  DaySeries[] of(List<SalesFilter> filters) {
    DaySeries[] found = new DaySeries[filters.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = index.of(filters.get(i));
    }
    return found;
  }

  /** The days with an order, ascending, as epoch days. */
  long[] orderDays() {
    return orderDays;
  }

  /** Those among these days with an order of these sales. */
  long[] orderDays(DaySeries sales, Days days) {
    return sales.daysWith(Measure.ORDERS, days.before(cut));
  }

  /** The as-of date as an epoch day. */
  long cut() {
    return cut;
  }
}
