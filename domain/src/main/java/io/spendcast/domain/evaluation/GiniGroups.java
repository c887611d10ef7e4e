package io.spendcast.domain.evaluation;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The interval of a normalised Gini by the delete-a-group jackknife (Kott, 2001): customers, each
 * with all of its rows, fall into twenty groups by hash, and the coefficient is taken anew without
 * each of them. Unlike bootstrap replicates the groups cost one addition per row. Its bins are
 * coarse, since only the spread between groups is read from them.
 */
final class GiniGroups implements Serializable {
  private static final int GROUPS = 20;

  /** The 97.5 % quantile of Student's t with 19 degrees of freedom. */
  private static final double QUANTILE = 2.093;

  private static final LogBins COARSE = new LogBins(3);
  private static final int ROWS = 0;
  private static final int SPEND = 1;

  private final BinTable[] byForecast;
  private final BinTable byLabel = new BinTable(2);

  GiniGroups(int models) {
    byForecast =
        IntStream.range(0, models).mapToObj(model -> new BinTable(2)).toArray(BinTable[]::new);
  }

  void add(long customerHash, double label, double[] predictions) {
    int group = Math.floorMod(customerHash, GROUPS);
    byLabel.add(BinPair.of(group, COARSE.of(label)), 1, label);
    for (int model = 0; model < byForecast.length; model++) {
      byForecast[model].add(BinPair.of(group, COARSE.of(predictions[model])), 1, label);
    }
  }

  GiniGroups merge(GiniGroups other) {
    byLabel.merge(other.byLabel);
    for (int model = 0; model < byForecast.length; model++) {
      byForecast[model].merge(other.byForecast[model]);
    }
    return this;
  }

  /** The interval about a model's normalised Gini; without bounds if it cannot be told. */
  Interval interval(int model, double gini) {
    double[] without =
        IntStream.range(0, GROUPS)
            .mapToDouble(
                group -> giniWithout(group, byForecast[model]) / giniWithout(group, byLabel))
            .toArray();
    double mean = IntStream.range(0, GROUPS).mapToDouble(group -> without[group]).sum() / GROUPS;
    double squares =
        IntStream.range(0, GROUPS)
            .mapToDouble(group -> (without[group] - mean) * (without[group] - mean))
            .sum();
    double margin = QUANTILE * Math.sqrt(squares * (GROUPS - 1) / GROUPS);
    return new Interval(gini, gini - margin, gini + margin);
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
