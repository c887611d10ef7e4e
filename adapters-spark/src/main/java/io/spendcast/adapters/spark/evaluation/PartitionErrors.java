package io.spendcast.adapters.spark.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * Sums the errors of one partition's rows: customer, as-of date in days since 1970, label, then the
 * predictions of the models.
 */
record PartitionErrors(CustomerBootstrap bootstrap, int models)
    implements FlatMapFunction<Iterator<Row>, Map<AsOfDate, ErrorSums>> {
  private static final int KEYS = 3;

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
    return IntStream.range(0, models).mapToDouble(model -> row.getDouble(KEYS + model)).toArray();
  }
}
