package io.spendcast.domain.leak;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Pairs of numbers and how they go together. */
final class Pairs {
  private final double[] left;
  private final double[] right;

  Pairs(double[] left, double[] right) {
    this.left = left;
    this.right = right;
  }

  int size() {
    return left.length;
  }

  /** Squared correlation: the share of the variance that a straight line explains. */
  double explained() {
    double correlation = correlation(left, right);
    return correlation * correlation;
  }

  /** Correlation of the ranks, equal values sharing theirs. */
  double spearman() {
    return correlation(ranks(left), ranks(right));
  }

  /** 0 if either side is constant. */
  private static double correlation(double[] one, double[] other) {
    double meanOne = Arrays.stream(one).average().orElse(0);
    double meanOther = Arrays.stream(other).average().orElse(0);
    double product = 0;
    double squaresOne = 0;
    double squaresOther = 0;
    for (int i = 0; i < one.length; i++) {
      product += (one[i] - meanOne) * (other[i] - meanOther);
      squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
      squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
    }
    double scale = Math.sqrt(squaresOne) * Math.sqrt(squaresOther);
    return scale > 0 ? product / scale : 0;
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int first = 0;
    while (first < order.length) {
      int after = first;
      while (after < order.length && values[order[after]] == values[order[first]]) {
        after++;
      }
      for (int i = first; i < after; i++) {
        ranks[order[i]] = (first + after - 1) / 2.0;
      }
      first = after;
    }
    return ranks;
  }
}
