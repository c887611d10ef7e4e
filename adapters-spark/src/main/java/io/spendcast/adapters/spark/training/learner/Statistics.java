package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.stddev_pop;

import io.spendcast.domain.feature.FeatureTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What learners need to know of the training rows.
 *
 * @param rows how many there are
 * @param meanLabel mean of the labels, in currency
 * @param means mean of each input where it is known; 0 if it never is
 * @param deviations standard deviation of each input where it is known; 0 if it never is
 * @param least the smallest value of each input; 0 if it is never known
 * @param most the largest value of each input; 0 if it is never known
 */
public record Statistics(
    long rows,
    double meanLabel,
    Map<String, Double> means,
    Map<String, Double> deviations,
    Map<String, Double> least,
    Map<String, Double> most) {
  private static final int STATISTICS = 4;

  /** Takes one pass over the rows. */
  static Statistics of(Dataset<Row> data, List<String> inputs) {
    List<Column> wanted = new ArrayList<>();
    wanted.add(orZero(avg(col(FeatureTable.LABEL))));
    inputs.stream().map(name -> col(name)).forEach(input -> wanted.addAll(of(input)));
    Row found = data.agg(count("*"), wanted.toArray(Column[]::new)).first();
    return new Statistics(
        found.getLong(0),
        found.getDouble(1),
        byInput(inputs, found, 0),
        byInput(inputs, found, 1),
        byInput(inputs, found, 2),
        byInput(inputs, found, 3));
  }

  private static List<Column> of(Column input) {
    return Stream.of(avg(input), stddev_pop(input), min(input), max(input))
        .map(Statistics::orZero)
        .toList();
  }

  private static Map<String, Double> byInput(List<String> inputs, Row found, int statistic) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(inputs.get(i), found.getDouble(2 + i * STATISTICS + statistic));
    }
    return values;
  }

  private static Column orZero(Column statistic) {
    return coalesce(statistic, lit(0.0));
  }
}
