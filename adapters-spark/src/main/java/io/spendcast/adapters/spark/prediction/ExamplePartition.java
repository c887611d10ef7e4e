package io.spendcast.adapters.spark.prediction;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.ExampleSearch;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Keeps of the customers of one partition those who may become examples. A row is the customer,
 * what their past comes to, and the inputs of the model.
 *
 * @param model that forecasts
 * @param middle the forecast in the middle of all
 */
record ExamplePartition(PortableModel model, double middle)
    implements MapPartitionsFunction<Row, Row> {
  private static final int PAST = 1;
  private static final int BEFORE_INPUTS = 2;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ExampleSearch<Row> search = new ExampleSearch<>(middle);
    rows.forEachRemaining(row -> search.see(candidate(row)));
    return search.kept().iterator();
  }

  ExampleSearch.Candidate<Row> candidate(Row row) {
    return new ExampleSearch.Candidate<>(
        new CustomerId(row.getString(0)), model.spend(inputs(row)), value(row, PAST), row);
  }

  static double past(Row row) {
    return value(row, PAST);
  }

  static double[] inputs(Row row) {
    double[] inputs = new double[row.length() - BEFORE_INPUTS];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = value(row, BEFORE_INPUTS + i);
    }
    return inputs;
  }

  private static double value(Row row, int place) {
    return row.isNullAt(place) ? Double.NaN : row.getDouble(place);
  }
}
