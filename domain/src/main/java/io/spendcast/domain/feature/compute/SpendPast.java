package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;

/**
 * A customer's past at an as-of date: the only thing that features are computed from. It is cut
 * here, so no window can reach the as-of date or beyond, whatever it asks for.
 */
public final class SpendPast {
  private final SpendIndex index;
  private final long cut;

  SpendPast(SpendIndex index, long cut) {
    this.index = index;
    this.cut = cut;
  }

  /**
   * Sum of the measure in its own unit; 0 where nothing happened. Where more came back than was
   * bought, nothing was spent.
   */
  double sum(Measure measure, SalesFilter sales, Days days) {
    double sum = index.sum(measure, sales, days.before(cut));
    return measure == Measure.SPEND ? Math.max(0, sum) : sum;
  }

  /** The days with an order, ascending, as epoch days. */
  long[] orderDays(SalesFilter sales, Days days) {
    return index.orderDays(sales, days.before(cut));
  }

  /** The as-of date as an epoch day. */
  long cut() {
    return cut;
  }
}
