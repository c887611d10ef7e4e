package io.spendcast.domain.evaluation;

import java.io.Serializable;

/**
 * How labels scatter about forecasts: for forecasts within an octave, the distribution of label
 * over forecast. Ratios are known up to 1.6 %. Partial shapes of disjoint rows merge.
 */
final class OutcomeShape implements Serializable {
  static final LogBins OCTAVES = new LogBins(0);
  static final LogBins RATIOS = new LogBins(6);
  private static final int ROWS = 0;
  private static final int FORECAST = 1;

  private final BinTable ratios = new BinTable(1);
  private final BinTable octaves = new BinTable(2);

  void add(double label, double prediction) {
    double forecast = Math.max(prediction, RowSums.FLOOR);
    int octave = OCTAVES.of(forecast);
    octaves.add(octave, 1, forecast);
    ratios.add(BinPair.of(octave, RATIOS.of(label / forecast)), 1);
  }

  OutcomeShape merge(OutcomeShape other) {
    ratios.merge(other.ratios);
    octaves.merge(other.octaves);
    return this;
  }

  /** The octaves that hold forecasts, ascending. */
  long[] octaves() {
    return octaves.bins();
  }

  long rows(long octave) {
    return (long) octaves.get(octave, ROWS);
  }

  /** Sum of the forecasts of an octave. */
  double forecasts(long octave) {
    return octaves.get(octave, FORECAST);
  }

  /** A {@link BinPair} for each octave and bin of the ratio, ascending. */
  long[] ratioKeys() {
    return ratios.bins();
  }

  long rowsOf(long key) {
    return (long) ratios.get(key, ROWS);
  }
}
