package io.spendcast.domain.feature.compute;

import io.spendcast.domain.feature.Days;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A measure in the 30-day blocks that end at the as-of date, from the oldest to the newest; at most
 * twelve, and only those that the sales history covers whole.
 */
final class Blocks {
  private static final int DAYS = 30;
  private static final int MOST = 12;

  private final double[] values;

  private Blocks(double[] values) {
    this.values = values;
  }

  /** The days of the blocks. */
  static List<Days> observed(long asOf, long observedDays) {
    long count = Math.min(MOST, observedDays / DAYS);
    return LongStream.rangeClosed(1, count)
        .map(k -> asOf - DAYS * (count + 1 - k))
        .mapToObj(from -> new Days(from, from + DAYS))
        .toList();
  }

  static Blocks of(double[] values) {
    return new Blocks(values);
  }

  double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  double max() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  /** Least squares: Σ (t − t̄) v / Σ (t − t̄)², with twice the distances to keep them whole. */
  double trend() {
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < values.length; i++) {
      int distance = 2 * i - (values.length - 1);
      covariance += distance * values[i];
      variance += distance * distance;
    }
    return values.length < 2 ? Double.NaN : 2 * covariance / variance;
  }

  double emptyShare() {
    return values.length == 0
        ? Double.NaN
        : (double) Arrays.stream(values).filter(value -> value == 0).count() / values.length;
  }
}
