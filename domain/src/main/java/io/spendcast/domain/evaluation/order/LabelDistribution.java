package io.spendcast.domain.evaluation.order;

import java.io.Serializable;

/** Number and sum of labels by bin; from it a label's rank and the Gini of the perfect order. */
public final class LabelDistribution implements Serializable {
  private static final int ROWS = 0;
  private static final int SPEND = 1;
  private static final int RANK = 2;
  private static final int SUMS = 3;

  private final BinTable bins = new BinTable(SUMS);
  private boolean ranked;

  public void add(double label) {
    ranked = false;
    bins.add(ForecastShape.FINE.of(label), 1, label);
  }

  void merge(LabelDistribution other) {
    ranked = false;
    for (long bin : other.bins.bins()) {
      bins.add(bin, other.bins.get(bin, ROWS), other.bins.get(bin, SPEND));
    }
  }

  /** Mean rank, counted from zero, of the rows whose label is in the same bin. */
  public double rank(double label) {
    if (!ranked) {
      rank();
    }
    return bins.get(ForecastShape.FINE.of(label), RANK);
  }

  private void rank() {
    double below = 0;
    for (long bin : bins.bins()) {
      double rows = bins.get(bin, ROWS);
      bins.addTo(RANK, bin, below + (rows - 1) / 2 - bins.get(bin, RANK));
      below += rows;
    }
    ranked = true;
  }

  /** Σ over rows of (rank − mean rank)². */
  double rankVariation() {
    double rows = rows();
    double squares = 0;
    double below = 0;
    for (long bin : bins.bins()) {
      double count = bins.get(bin, ROWS);
      double fromMean = below + (count - 1) / 2 - (rows - 1) / 2;
      squares += count * fromMean * fromMean;
      below += count;
    }
    return squares;
  }

  double gini() {
    return Gini.of(bins, ROWS, SPEND);
  }

  private double rows() {
    double rows = 0;
    for (long bin : bins.bins()) {
      rows += bins.get(bin, ROWS);
    }
    return rows;
  }
}
