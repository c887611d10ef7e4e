package io.spendcast.domain.evaluation.order;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows of one as-of date for the delete-a-group jackknife (Kott, 2001) of a normalised Gini:
 * customers, each with all of its rows, fall into twenty groups by hash, and the coefficient is
 * taken anew without each of them. Unlike bootstrap replicates the groups cost one addition per
 * row. Its bins are coarse, since only the spread between groups is read from them.
 */
public final class GiniGroups implements Serializable {
  static final int GROUPS = 20;

  private static final LogBins COARSE = new LogBins(3);
  private static final int ROWS = 0;
  private static final int SPEND = 1;

  private final BinTable[] byForecast;
  private final BinTable byLabel = new BinTable(2);

  public GiniGroups(int models) {
    byForecast =
        IntStream.range(0, models).mapToObj(model -> new BinTable(2)).toArray(BinTable[]::new);
  }

  public void add(long customerHash, double label, double[] predictions) {
    int group = Math.floorMod(customerHash, GROUPS);
    byLabel.add(BinPair.of(group, COARSE.of(label)), 1, label);
    for (int model = 0; model < byForecast.length; model++) {
      byForecast[model].add(BinPair.of(group, COARSE.of(predictions[model])), 1, label);
    }
  }

  public GiniGroups merge(GiniGroups other) {
    byLabel.merge(other.byLabel);
    for (int model = 0; model < byForecast.length; model++) {
      byForecast[model].merge(other.byForecast[model]);
    }
    return this;
  }

  /** The normalised Gini of each model without each group; NaN where it is undefined. */
  double[][] without() {
    double[] perfect = ginisWithout(byLabel);
    double[][] without = new double[byForecast.length][];
    for (int model = 0; model < byForecast.length; model++) {
      double[] ginis = ginisWithout(byForecast[model]);
      Arrays.setAll(
          ginis, group -> perfect[group] > 0 ? ginis[group] / perfect[group] : Double.NaN);
      without[model] = ginis;
    }
    return without;
  }

  /** How many rows there are without each group. */
  double[] rowsWithout() {
    double[] rows = new double[GROUPS];
    for (long key : byLabel.bins()) {
      rows[BinPair.first(key)] += byLabel.get(key, ROWS);
    }
    double all = Arrays.stream(rows).sum();
    return Arrays.stream(rows).map(group -> all - group).toArray();
  }

  private static double[] ginisWithout(BinTable groups) {
    BinTable[] rests = new BinTable[GROUPS];
    Arrays.setAll(rests, group -> new BinTable(2));
    for (long key : groups.bins()) {
      double rows = groups.get(key, ROWS);
      double spend = groups.get(key, SPEND);
      for (int group = 0; group < GROUPS; group++) {
        if (group != BinPair.first(key)) {
          rests[group].add(BinPair.second(key), rows, spend);
        }
      }
    }
    return Arrays.stream(rests).mapToDouble(rest -> Gini.of(rest, ROWS, SPEND)).toArray();
  }
}
