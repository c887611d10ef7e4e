package io.spendcast.domain.evaluation.order;

import io.spendcast.domain.evaluation.loss.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    return new GiniJackknife(
        IntStream.range(0, models)
            .mapToObj(
                model ->
                    IntStream.range(0, GiniGroups.GROUPS)
                        .mapToDouble(group -> withinDates(dates, group, model))
                        .toArray())
            .toArray(double[][]::new));
  }

  private static double withinDates(List<GiniGroups> dates, int group, int model) {
    double sum = 0;
    double rows = 0;
    for (GiniGroups date : dates) {
      double gini = date.without(group, model);
      if (Double.isFinite(gini)) {
        sum += date.rowsWithout(group) * gini;
        rows += date.rowsWithout(group);
      }
    }
    return rows > 0 ? sum / rows : Double.NaN;
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
