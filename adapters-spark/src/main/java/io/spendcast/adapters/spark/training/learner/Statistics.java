package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;

import io.spendcast.domain.feature.FeatureTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 */
public record Statistics(
    long rows, double meanLabel, Map<String, Double> means, Map<String, Double> deviations) {
  /** Takes one pass over the rows. */
  static Statistics of(Dataset<Row> data, List<String> inputs) {
    List<Column> wanted = new ArrayList<>();
    inputs.forEach(name -> wanted.add(orZero(avg(col(name)))));
    inputs.forEach(name -> wanted.add(orZero(stddev_pop(col(name)))));
    wanted.add(orZero(avg(col(FeatureTable.LABEL))));
    Row found = data.agg(count("*"), wanted.toArray(Column[]::new)).first();
    Map<String, Double> means = new HashMap<>();
    Map<String, Double> deviations = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      means.put(inputs.get(i), found.getDouble(1 + i));
      deviations.put(inputs.get(i), found.getDouble(1 + inputs.size() + i));
    }
    return new Statistics(found.getLong(0), found.getDouble(found.size() - 1), means, deviations);
  }

  private static Column orZero(Column statistic) {
    return coalesce(statistic, lit(0.0));
  }
}
