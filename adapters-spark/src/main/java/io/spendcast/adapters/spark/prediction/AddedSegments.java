package io.spendcast.adapters.spark.prediction;

import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.prediction.Segments;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Puts the segments of a customer in place of the features that they follow from.
 *
 * @param columns how many columns of the prediction come first; one more is kept, and then come the
 *     features
 * @param segments the rule by which a customer gets segments
 */
record AddedSegments(int columns, Segments segments) implements MapFunction<Row, Row> {
  @Override
  public Row call(Row row) {
    double[] features =
        IntStream.range(columns + 1, row.length())
            .mapToDouble(i -> row.isNullAt(i) ? Double.NaN : row.getDouble(i))
            .toArray();
    double prediction = row.<Double>getAs(PredictionRows.SPEND);
    return RowFactory.create(
        Stream.concat(
                IntStream.rangeClosed(0, columns).mapToObj(row::get),
                segments.of(prediction, features).stream().map(Property::value))
            .toArray());
  }
}
