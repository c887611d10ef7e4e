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

  /** The normalised Gini of each model without a group; NaN where it is undefined. */
  double[] without(int group) {
    double perfect = giniWithout(group, byLabel);
    return Arrays.stream(byForecast)
        .mapToDouble(bins -> perfect > 0 ? giniWithout(group, bins) / perfect : Double.NaN)
        .toArray();
  }

  /** How many rows there are without a group. */
  double rowsWithout(int group) {
    double rows = 0;
    for (long key : byLabel.bins()) {
      rows += BinPair.first(key) == group ? 0 : byLabel.get(key, ROWS);
    }
    return rows;
  }

  private static double giniWithout(int group, BinTable groups) {
    BinTable rest = new BinTable(2);
    for (long key : groups.bins()) {
      if (BinPair.first(key) != group) {
        rest.add(BinPair.second(key), groups.get(key, ROWS), groups.get(key, SPEND));
      }
    }
    return Gini.of(rest, ROWS, SPEND);
  }
}
