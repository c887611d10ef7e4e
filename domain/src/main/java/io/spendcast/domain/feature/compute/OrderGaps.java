package io.spendcast.domain.feature.compute;

/** Days with an order, ascending, and the gaps between them. */
final class OrderGaps {
  private final long[] days;

  OrderGaps(long[] days) {
    this.days = days;
  }

  double sinceLast(long asOf) {
    return days.length == 0 ? Double.NaN : asOf - days[days.length - 1];
  }

  double sinceFirst(long asOf) {
    return days.length == 0 ? Double.NaN : asOf - days[0];
  }

  /** Days between two orders on average; NaN if there are no two. */
  double mean() {
    return days.length < 2
        ? Double.NaN
        : (double) (days[days.length - 1] - days[0]) / (days.length - 1);
  }

  /**
   * Standard deviation over mean; NaN if there are no two gaps. Sums of whole numbers are exact.
   */
  double variation() {
    int gaps = days.length - 1;
    if (gaps < 2) {
      return Double.NaN;
    }
    long squares = 0;
    for (int i = 0; i < gaps; i++) {
      long gap = days[i + 1] - days[i];
      squares += gap * gap;
    }
    long total = days[gaps] - days[0];
    return Math.sqrt((double) (gaps * squares - total * total)) / total;
  }
}
