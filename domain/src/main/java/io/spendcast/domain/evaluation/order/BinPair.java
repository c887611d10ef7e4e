package io.spendcast.domain.evaluation.order;

/** Two numbers of bins as one key, ordered by the first and then by the second. */
public final class BinPair {
  private static final long HALF = 1L << 31;

  private BinPair() {}

  static long of(int first, int second) {
    return ((long) first << 32) + second;
  }

  public static int first(long pair) {
    return (int) ((pair + HALF) >> 32);
  }

  public static int second(long pair) {
    return (int) pair;
  }
}
