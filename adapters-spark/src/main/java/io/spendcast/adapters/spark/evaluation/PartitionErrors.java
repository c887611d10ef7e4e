package io.spendcast.adapters.spark.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Sums the errors of one partition's rows: customer, as-of date in days since 1970, label, and the
 * predictions of all models.
 */
record PartitionErrors(CustomerBootstrap bootstrap, int models)
    implements FlatMapFunction<Iterator<Row>, Map<AsOfDate, ErrorSums>> {
  @Override
  public Iterator<Map<AsOfDate, ErrorSums>> call(Iterator<Row> rows) {
    Map<AsOfDate, ErrorSums> errors = new TreeMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      errors
          .computeIfAbsent(
              new AsOfDate(LocalDate.ofEpochDay(row.getInt(1))),
              asOf -> new ErrorSums(bootstrap, models))
          .add(CustomerBootstrap.hash(row.getString(0)), row.getDouble(2), predictions(row));
    }
    return List.of(errors).iterator();
  }

  private double[] predictions(Row row) {
    List<Double> values = row.getList(3);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
