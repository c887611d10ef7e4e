package io.spendcast.domain.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Intervals of the normalised Gini within dates, and of its difference between two models on the
 * same rows, from the groups of customers left out one after the other.
 *
 * @param dates the groups at each as-of date
 */
record GiniJackknife(List<GiniGroups> dates) {
  /** The 97.5 % quantile of Student's t with 19 degrees of freedom. */
  private static final double QUANTILE = 2.093;

  GiniJackknife {
    dates = List.copyOf(dates);
  }

  /** The interval about a model's Gini; without bounds where customers are too few to tell. */
  Interval interval(int model, double gini) {
    return interval(gini, without(model)).within(-1, 1);
  }

  /** The interval about the difference between the Gini of a model and that of another. */
  Interval difference(int model, int other, double difference) {
    double[] one = without(model);
    double[] two = without(other);
    return interval(
        difference,
        IntStream.range(0, GiniGroups.GROUPS)
            .mapToDouble(group -> one[group] - two[group])
            .toArray());
  }

  private double[] without(int model) {
    return IntStream.range(0, GiniGroups.GROUPS)
        .mapToDouble(group -> withinDates(group, model))
        .toArray();
  }

  private double withinDates(int group, int model) {
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

  private static Interval interval(double value, double[] without) {
    double mean =
        IntStream.range(0, without.length).mapToDouble(i -> without[i]).average().orElse(0);
    double squares =
        IntStream.range(0, without.length)
            .mapToDouble(i -> (without[i] - mean) * (without[i] - mean))
            .sum();
    double margin = QUANTILE * Math.sqrt(squares * (without.length - 1) / without.length);
    return new Interval(value, value - margin, value + margin);
  }
}
