package io.spendcast.domain.evaluation.order;

import io.spendcast.domain.evaluation.loss.Interval;
import java.util.Arrays;
import java.util.List;

/**
 * Intervals of the normalised Gini within dates, and of its difference between two models on the
 * same rows, from the groups of customers left out one after the other.
 */
public final class GiniJackknife {
  /** The 97.5 % quantile of Student's t with 19 degrees of freedom. */
  private static final double QUANTILE = 2.093;

  /** By model and group. */
  private final double[][] without;

  private GiniJackknife(double[][] without) {
    this.without = without;
  }

  /** Of these models, in the groups at each as-of date. */
  public static GiniJackknife of(List<GiniGroups> dates, int models) {
    double[][] sums = new double[models][GiniGroups.GROUPS];
    double[][] rows = new double[models][GiniGroups.GROUPS];
    for (GiniGroups date : dates) {
      double[] here = date.rowsWithout();
      double[][] ginis = date.without();
      for (int model = 0; model < models; model++) {
        for (int group = 0; group < GiniGroups.GROUPS; group++) {
          boolean defined = Double.isFinite(ginis[model][group]);
          sums[model][group] += defined ? here[group] * ginis[model][group] : 0;
          rows[model][group] += defined ? here[group] : 0;
        }
      }
    }
    return new GiniJackknife(means(sums, rows));
  }

  /** NaN where there are no rows. */
  private static double[][] means(double[][] sums, double[][] rows) {
    double[][] means = new double[sums.length][GiniGroups.GROUPS];
    for (int model = 0; model < sums.length; model++) {
      for (int group = 0; group < GiniGroups.GROUPS; group++) {
        means[model][group] = sums[model][group] / rows[model][group];
      }
    }
    return means;
  }

  /** The interval about a model's Gini; without bounds where customers are too few to tell. */
  public Interval interval(int model, double gini) {
    return interval(gini, without[model]).within(-1, 1);
  }

  /** The interval about the difference between the Gini of a model and that of another. */
  public Interval difference(int model, int other, double difference) {
    double[] differences = new double[GiniGroups.GROUPS];
    Arrays.setAll(differences, group -> without[model][group] - without[other][group]);
    return interval(difference, differences);
  }

  private static Interval interval(double value, double[] without) {
    double mean = Arrays.stream(without).average().orElse(0);
    double squares = Arrays.stream(without).map(x -> (x - mean) * (x - mean)).sum();
    double margin = QUANTILE * Math.sqrt(squares * (without.length - 1) / without.length);
    return new Interval(value, value - margin, value + margin);
  }
}
