package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.ExampleSearch;
import io.spendcast.domain.prediction.ForecastExample;
import io.spendcast.domain.prediction.ForecastExample.Role;
import io.spendcast.domain.prediction.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Examples of forecasts, found in one pass over the customers of a date.
 *
 * @param model that forecasts
 * @param scored the rows of the batch
 * @param customers their features
 */
record SparkExamples(PortableModel model, Dataset<Row> scored, Dataset<Row> customers) {
  List<ForecastExample> of(long count) {
    if (count == 0) {
      return List.of();
    }
    double middle = ForecastRanks.at(scored, count, Segments.upperHalf(count)).get(0);
    ExamplePartition partition = new ExamplePartition(model, middle);
    Dataset<Row> rows = customers.select(columns());
    ExampleSearch<Row> search = new ExampleSearch<>(middle);
    rows.mapPartitions(partition, Encoders.row(rows.schema()))
        .collectAsList()
        .forEach(row -> search.see(partition.candidate(row)));
    return search.found().entrySet().stream()
        .flatMap(role -> role.getValue().stream().map(row -> example(role.getKey(), row)))
        .toList();
  }

  private ForecastExample example(Role role, Row row) {
    double past = ExamplePartition.past(row);
    return new ForecastExample(
        role,
        Double.isNaN(past) ? Optional.empty() : Optional.of(past),
        model.explain(ExamplePartition.inputs(row)));
  }

  private Column[] columns() {
    return Stream.concat(
            Stream.of(
                col(PredictionRows.CUSTOMER).cast("string").as(PredictionRows.CUSTOMER),
                past().as("_past")),
            model.inputs().stream().map(name -> col("`%s`".formatted(name))))
        .toArray(Column[]::new);
  }

  private Column past() {
    return Arrays.asList(customers.columns()).contains(CustomerFeatures.SPEND_RATE)
        ? col(CustomerFeatures.SPEND_RATE).cast("double")
        : lit(null).cast("double");
  }
}
