package io.spendcast.domain.evaluation.loss;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How much of the money and of the errors a single customer may carry: customers fall into groups
 * by hash, each with all of its rows, and no customer has more than its group. Partial sums of
 * disjoint rows merge by addition.
 */
public final class Concentration implements Serializable {
  private static final int GROUPS = 1024;

  private final long[] rows = new long[GROUPS];
  private final double[] spend = new double[GROUPS];
  private final double[][] squaredErrors;

  Concentration(int models) {
    this.squaredErrors = new double[models][GROUPS];
  }

  public void add(long customerHash, double label, double[] predictions) {
    int group = (int) (customerHash & (GROUPS - 1));
    rows[group]++;
    spend[group] += label;
    for (int model = 0; model < squaredErrors.length; model++) {
      double error = label - predictions[model];
      squaredErrors[model][group] += error * error;
    }
  }

  void merge(Concentration other) {
    for (int group = 0; group < GROUPS; group++) {
      rows[group] += other.rows[group];
      spend[group] += other.spend[group];
      for (int model = 0; model < squaredErrors.length; model++) {
        squaredErrors[model][group] += other.squaredErrors[model][group];
      }
    }
  }

  /** How many customers there are at least; about right while they are few. */
  public long customers() {
    return Arrays.stream(rows).filter(count -> count > 0).count();
  }

  /** At most this share of the spend is one customer's; 0 if nothing was spent. */
  public double largestShareOfSpend() {
    return largestShare(spend);
  }

  /** At most this share of a model's squared error is one customer's; 0 if there is none. */
  public double largestShareOfError(int model) {
    return largestShare(squaredErrors[model]);
  }

  private static double largestShare(double[] sums) {
    double total = Arrays.stream(sums).sum();
    return total > 0 ? Arrays.stream(sums).max().orElse(0) / total : 0;
  }
}
