package io.spendcast.domain.evaluation.order;

/**
 * The Gini coefficient of an order of rows: (2/n)·ΣCᵢ − (n+1)/n, where Cᵢ is the share of the spend
 * in the first i rows from the top. Rows in one bin count as tied, and a tie counts with its mean
 * over all orders of its rows, so that one bin with everything gives exactly zero.
 */
public final class Gini {
  private Gini() {}

  /** NaN without rows or without spend. */
  static double of(BinTable bins, int rowsAt, int spendAt) {
    long[] ascending = bins.bins();
    double rows = 0;
    double spend = 0;
    for (long bin : ascending) {
      rows += bins.get(bin, rowsAt);
      spend += bins.get(bin, spendAt);
    }
    double area = 0;
    double above = 0;
    for (int i = ascending.length - 1; i >= 0; i--) {
      double here = bins.get(ascending[i], spendAt);
      area += bins.get(ascending[i], rowsAt) * ((above + here / 2) / spend);
      above += here;
    }
    return spend > 0 ? 2 * area / rows - 1 : Double.NaN;
  }
}
