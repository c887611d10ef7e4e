package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import java.util.List;

/** What several features of a customer share at one as-of date, looked up once. */
final class PastFacts {
  private final SpendPast past;
  private final DaySeries[] sales;
  private final OrderGaps gaps;
  private final Blocks[] blocks;

  /**
   * Looks at a past.
   *
   * @param filters of the features; {@code sales} below counts them
   * @param blocks how many kinds of blocks there are
   */
  PastFacts(SpendPast past, List<SalesFilter> filters, int blocks) {
    this.past = past;
    this.sales = past.of(filters);
    this.gaps = new OrderGaps(past.orderDays());
    this.blocks = new Blocks[blocks];
  }

  SpendPast past() {
    return past;
  }

  long cut() {
    return past.cut();
  }

  /** Sum of the measure in its own unit; 0 where nothing happened. */
  double sum(Measure measure, int sale, Days days) {
    return past.sum(measure, sales[sale], days);
  }

  /** All days with an order. */
  long[] orderDays() {
    return past.orderDays();
  }

  /** Those of them with an order of these sales. */
  long[] orderDays(int sale, Days days) {
    return past.orderDays(sales[sale], days);
  }

  /** Between all days with an order. */
  OrderGaps gaps() {
    return gaps;
  }

  /** One kind of blocks: the sums over these days. */
  Blocks blocks(int kind, Measure measure, int sale, List<Days> days) {
    if (blocks[kind] == null) {
      double[] sums = new double[days.size()];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = sum(measure, sale, days.get(i));
      }
      blocks[kind] = Blocks.of(sums);
    }
    return blocks[kind];
  }
}
