package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.col;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.registry.ModelName;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of predictions, and which rows belong to one batch. */
final class PredictionRows {
  static final String CUSTOMER = "customer_id";
  static final String AS_OF = "as_of_date";
  static final String HORIZON = "horizon_days";
  static final String SPEND = "predicted_spend";
  static final String LOW = "predicted_low";
  static final String HIGH = "predicted_high";
  static final String PROBABILITY = "probability_of_spend";
  static final String MODEL = "model_name";
  static final String VERSION = "model_version";

  /** Only there where reasons were asked for. */
  static final String REASONS = "reasons";

  static final String RUN = "run_id";
  static final String SCORED_AT = "scored_at";

  private PredictionRows() {}

  static Column[] columns() {
    return Stream.of(
            CUSTOMER, AS_OF, HORIZON, SPEND, LOW, HIGH, PROBABILITY, MODEL, VERSION, RUN, SCORED_AT)
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** The same, and the reasons if they are there. */
  static Column[] columnsOf(Dataset<Row> scored) {
    return has(scored, REASONS)
        ? Stream.concat(Arrays.stream(columns()), Stream.of(col(REASONS))).toArray(Column[]::new)
        : columns();
  }

  static boolean has(Dataset<Row> rows, String column) {
    return Arrays.asList(rows.columns()).contains(column);
  }

  /** The key of a batch, as a condition in Spark SQL. */
  static String key(PredictionBatch batch) {
    return key(batch.asOf(), batch.horizon().days(), batch.model(), batch.modelVersion());
  }

  /** The same of a published one. */
  static String key(PublishedBatch batch) {
    return key(batch.asOf(), batch.horizonDays(), batch.model(), batch.modelVersion());
  }

  private static String key(AsOfDate asOf, int horizonDays, ModelName model, int version) {
    return "%s = DATE'%s' AND %s = %s AND %s = '%s' AND %s = %s"
        .formatted(
            AS_OF, asOf, HORIZON, horizonDays, MODEL, quoted(model.value()), VERSION, version);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  /** A row of either table, whose customer is a text. */
  static Prediction prediction(Row row) {
    return new Prediction(
        new CustomerId(row.getAs(CUSTOMER)),
        row.<Double>getAs(SPEND),
        PredictionRows.<Double>value(row, LOW)
            .flatMap(
                low ->
                    PredictionRows.<Double>value(row, HIGH)
                        .map(high -> new Prediction.Range(low, high))),
        value(row, PROBABILITY));
  }

  /** Why it is so, if that was asked for. */
  static Optional<String> reasons(Row row) {
    return value(row, REASONS);
  }

  /** A table from before there was such a column knows no value. */
  private static <T> Optional<T> value(Row row, String column) {
    return Arrays.asList(row.schema().fieldNames()).contains(column)
        ? Optional.ofNullable(row.<T>getAs(column))
        : Optional.empty();
  }
}
