package io.spendcast.adapters.spark.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.panel.PanelScores;
import io.spendcast.domain.evaluation.panel.Slicing;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Sums up one partition's rows: customer, as-of date in days since 1970, label, then the features
 * that decide slices, then the predictions of the models.
 */
record PartitionScores(CustomerBootstrap bootstrap, int models, Labels labels, Slicing slicing)
    implements FlatMapFunction<Iterator<Row>, PanelScores> {
  private static final int KEYS = 3;

  @Override
  public Iterator<PanelScores> call(Iterator<Row> rows) {
    PanelScores scores = new PanelScores(bootstrap, models, labels);
    int slices = slicing.columns().size();
    while (rows.hasNext()) {
      Row row = rows.next();
      scores.add(
          new AsOfDate(LocalDate.ofEpochDay(row.getInt(1))),
          row.getString(0),
          row.getDouble(2),
          doubles(row, KEYS + slices, models),
          slicing.properties(doubles(row, KEYS, slices)));
    }
    return List.of(scores).iterator();
  }

  private static double[] doubles(Row row, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToDouble(column -> row.isNullAt(column) ? Double.NaN : row.getDouble(column))
        .toArray();
  }
}
