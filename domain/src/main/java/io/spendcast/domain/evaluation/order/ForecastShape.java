package io.spendcast.domain.evaluation.order;

import java.io.Serializable;

/**
 * What one model's forecasts look like beside the labels at one as-of date, in bins: enough for
 * every measure that depends on the order of the rows, and for prediction intervals, without the
 * rows ever having to be sorted. Partial shapes of disjoint rows merge.
 *
 * <p>Ranks are exact up to the width of a bin, 0.4 % of the forecast: rows that are closer count as
 * tied.
 */
public final class ForecastShape implements Serializable {
  /** 256 bins to an octave. */
  static final LogBins FINE = new LogBins(8);

  static final int ROWS = 0;
  static final int SPEND = 1;
  static final int PREDICTION = 2;
  static final int BUYERS = 3;
  static final int LABEL_RANK = 4;
  private static final int SUMS = 5;

  private final BinTable bins = new BinTable(SUMS);
  private final OutcomeShape outcomes = new OutcomeShape();

  /**
   * Adds one row.
   *
   * @param labelRank of the label among those of the as-of date
   */
  public void add(double label, double prediction, double labelRank) {
    bins.add(FINE.of(prediction), 1, label, prediction, label > 0 ? 1 : 0, labelRank);
    outcomes.add(label, prediction);
  }

  public ForecastShape merge(ForecastShape other) {
    bins.merge(other.bins);
    outcomes.merge(other.outcomes);
    return this;
  }

  public BinTable bins() {
    return bins;
  }

  public OutcomeShape outcomes() {
    return outcomes;
  }
}
