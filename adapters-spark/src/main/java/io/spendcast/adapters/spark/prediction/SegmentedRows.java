package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.evaluation.panel.Slicing;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.prediction.CustomerGroup;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.Segments;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Predictions with a column for each dimension of segments.
 *
 * @param all the rows: those of the predictions, what was spent last year, the dimensions
 * @param columns the columns of the predictions
 * @param dimensions those in which customers have a segment
 * @param segments the rule by which a customer gets segments
 */
record SegmentedRows(
    Dataset<Row> all, List<String> columns, List<String> dimensions, Segments segments) {
  private static final String CUSTOMER = "_customer";
  private static final String LAST_YEAR = "_last_year";

  /** Without features only the value of a prediction is known. */
  static SegmentedRows of(Dataset<Row> predictions, Optional<Dataset<Row>> features) {
    Slicing slicing =
        Slicing.of(features.map(rows -> Arrays.asList(rows.columns())).orElse(List.of()));
    Segments segments = segments(predictions, slicing);
    List<String> columns = Arrays.asList(predictions.columns());
    List<String> dimensions =
        segments.of(0, unknown(slicing)).stream().map(Property::dimension).toList();
    Dataset<Row> joined =
        features
            .map(rows -> joined(predictions, known(rows, slicing)))
            .orElseGet(() -> predictions.withColumn(LAST_YEAR, lit(null).cast("double")))
            .select(names(columns, List.of(LAST_YEAR), slicing.columns()));
    StructType schema = joined.select(names(columns, List.of(LAST_YEAR), List.of())).schema();
    for (String dimension : dimensions) {
      schema = schema.add(column(dimension), DataTypes.StringType);
    }
    return new SegmentedRows(
        joined.map(new AddedSegments(columns.size(), segments), Encoders.row(schema)),
        columns,
        dimensions,
        segments);
  }

  private static double[] unknown(Slicing slicing) {
    return slicing.columns().stream().mapToDouble(column -> Double.NaN).toArray();
  }

  private static Column[] names(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third)
        .flatMap(List::stream)
        .map(name -> col("`%s`".formatted(name)))
        .toArray(Column[]::new);
  }

  /** Which predictions the groups of value begin with. */
  private static Segments segments(Dataset<Row> predictions, Slicing slicing) {
    long customers = predictions.count();
    if (customers == 0) {
      return new Segments(slicing, 0, 0);
    }
    List<Double> least =
        ForecastRanks.at(
            predictions, customers, Segments.topTenth(customers), Segments.upperHalf(customers));
    return new Segments(slicing, least.get(0), least.get(1));
  }

  private static Dataset<Row> known(Dataset<Row> features, Slicing slicing) {
    Column lastYear =
        Arrays.asList(features.columns()).contains(CustomerFeatures.SPEND_LAST_YEAR)
            ? col(CustomerFeatures.SPEND_LAST_YEAR)
            : lit(null).cast("double");
    return features.select(
        Stream.concat(
                Stream.of(
                    col(PredictionRows.CUSTOMER).cast("string").as(CUSTOMER),
                    lastYear.as(LAST_YEAR)),
                slicing.columns().stream()
                    .map(name -> col("`%s`".formatted(name)).cast("double").as(name)))
            .toArray(Column[]::new));
  }

  private static Dataset<Row> joined(Dataset<Row> predictions, Dataset<Row> known) {
    return predictions.join(
        known, col(PredictionRows.CUSTOMER).cast("string").equalTo(known.col(CUSTOMER)), "left");
  }

  private static String column(String dimension) {
    return dimension.replace(' ', '_');
  }

  /** The predictions and their segments. */
  Dataset<Row> rows() {
    return all.select(
        names(columns, dimensions.stream().map(SegmentedRows::column).toList(), List.of()));
  }

  /** Those of one segment; none if there is no such dimension. */
  Dataset<Row> in(Property segment) {
    return dimensions.contains(segment.dimension())
        ? rows().where(col(column(segment.dimension())).equalTo(segment.value()))
        : rows().limit(0);
  }

  ForecastSummary summary(Optional<ForecastSpread> spread) {
    Optional<SpreadColumns> scatter =
        spread.map(known -> new SpreadColumns(known, col(PredictionRows.SPEND)));
    Column above = col(PredictionRows.SPEND).gt(segments.upper());
    Column[] keys =
        names(dimensions.stream().map(SegmentedRows::column).toList(), List.of(), List.of());
    List<Row> groups =
        all.groupBy(keys)
            .agg(
                count("*"),
                sum(PredictionRows.SPEND),
                count(when(above, 1)),
                coalesce(sum(when(above, col(PredictionRows.SPEND))), lit(0.0)),
                coalesce(sum(LAST_YEAR), lit(0.0)),
                count(when(col(LAST_YEAR).isNull(), 1)),
                sum(scatter.map(SpreadColumns::probabilityOfSpend).orElse(lit(0.0))),
                sum(scatter.map(SpreadColumns::variance).orElse(lit(0.0))))
            .collectAsList();
    return ForecastSummary.of(groups.stream().map(this::group).toList(), segments, spread);
  }

  private CustomerGroup group(Row row) {
    int sums = dimensions.size();
    return new CustomerGroup(
        IntStream.range(0, sums)
            .mapToObj(i -> new Property(dimensions.get(i), row.getString(i)))
            .toList(),
        row.getLong(sums),
        row.getDouble(sums + 1),
        row.getLong(sums + 2),
        row.getDouble(sums + 3),
        row.getDouble(sums + 4),
        row.getLong(sums + 5),
        row.getDouble(sums + 6),
        row.getDouble(sums + 7));
  }
}
