package io.spendcast.domain.evaluation.order;

import io.spendcast.domain.evaluation.loss.RowSums;
import io.spendcast.domain.uncertainty.Outcomes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How labels scatter about forecasts: for forecasts within an octave, the distribution of label
 * over forecast. Ratios are known up to 1.6 %. Partial shapes of disjoint rows merge.
 */
public final class OutcomeShape implements Serializable {
  public static final LogBins OCTAVES = new LogBins(0);
  public static final LogBins RATIOS = new LogBins(6);
  private static final int ROWS = 0;
  private static final int FORECAST = 1;
  private static final int BUYERS = 2;
  private static final int SQUARED_FORECAST = 3;
  private static final int SQUARED_ERROR = 4;
  private static final int SUMS = 5;

  private final BinTable ratios = new BinTable(1);
  private final BinTable octaves = new BinTable(SUMS);

  public void add(double label, double prediction) {
    double forecast = Math.max(prediction, RowSums.FLOOR);
    int octave = OCTAVES.of(forecast);
    double error = label - forecast;
    octaves.add(octave, 1, forecast, label > 0 ? 1 : 0, forecast * forecast, error * error);
    ratios.add(BinPair.of(octave, RATIOS.of(label / forecast)), 1);
  }

  public OutcomeShape merge(OutcomeShape other) {
    ratios.merge(other.ratios);
    octaves.merge(other.octaves);
    return this;
  }

  /** What the rows of each octave add up to, ascending. */
  public List<Outcomes> outcomes() {
    return Arrays.stream(octaves())
        .mapToObj(
            octave ->
                new Outcomes(
                    octaves.get(octave, ROWS),
                    octaves.get(octave, BUYERS),
                    octaves.get(octave, FORECAST),
                    octaves.get(octave, SQUARED_FORECAST),
                    octaves.get(octave, SQUARED_ERROR)))
        .toList();
  }

  /** The octaves that hold forecasts, ascending. */
  public long[] octaves() {
    return octaves.bins();
  }

  public long rows(long octave) {
    return (long) octaves.get(octave, ROWS);
  }

  /** Sum of the forecasts of an octave. */
  public double forecasts(long octave) {
    return octaves.get(octave, FORECAST);
  }

  /** A {@link BinPair} for each octave and bin of the ratio, ascending. */
  public long[] ratioKeys() {
    return ratios.bins();
  }

  public long rowsOf(long key) {
    return (long) ratios.get(key, ROWS);
  }
}
