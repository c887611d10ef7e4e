package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionQuery;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.registry.ModelName;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Shows the predictions of a Delta table. */
public final class DeltaPublishedPredictions implements PublishedPredictions {
  private static final String CUSTOMERS = "customers";
  private static final String TOTAL = "total";

  private final Lake lake;
  private final TableName published;

  /**
   * Of a table in a lake.
   *
   * @param published the table that predictions are published to
   */
  public DeltaPublishedPredictions(Lake lake, TableName published) {
    this.lake = lake;
    this.published = published;
  }

  @Override
  public Optional<PublishedBatch> newest(ModelName model) {
    return SparkErrors.translate(
        "look for predictions in " + lake.path(published),
        () -> lake.latest(published).flatMap(table -> newest(table, model)));
  }

  private Optional<PublishedBatch> newest(TableVersion table, ModelName model) {
    return lake
        .read(table)
        .where(col(PredictionRows.MODEL).equalTo(model.value()))
        .groupBy(PredictionRows.AS_OF, PredictionRows.HORIZON, PredictionRows.VERSION)
        .agg(
            max(PredictionRows.SCORED_AT).as(PredictionRows.SCORED_AT),
            first(PredictionRows.RUN).as(PredictionRows.RUN),
            count("*").as(CUSTOMERS),
            coalesce(sum(PredictionRows.SPEND), lit(0.0)).as(TOTAL))
        .orderBy(desc(PredictionRows.AS_OF), desc(PredictionRows.SCORED_AT))
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> batch(table, model, row))
        .findFirst();
  }

  private static PublishedBatch batch(TableVersion table, ModelName model, Row row) {
    return new PublishedBatch(
        table,
        model,
        row.<Integer>getAs(PredictionRows.VERSION),
        new AsOfDate(row.<Date>getAs(PredictionRows.AS_OF).toLocalDate()),
        row.<Integer>getAs(PredictionRows.HORIZON),
        new RunId(row.getAs(PredictionRows.RUN)),
        row.<Long>getAs(CUSTOMERS),
        row.<Double>getAs(TOTAL));
  }

  @Override
  public List<Prediction> highest(PredictionQuery query, int most) {
    return SparkErrors.translate(
        "read " + query.batch().table(),
        () ->
            wanted(query).orderBy(highestFirst()).limit(most).collectAsList().stream()
                .map(PredictionRows::prediction)
                .toList());
  }

  private static Column[] highestFirst() {
    return new Column[] {desc(PredictionRows.SPEND), col(PredictionRows.CUSTOMER)};
  }

  /** Segments are looked up only where somebody asks for one. */
  private Dataset<Row> wanted(PredictionQuery query) {
    Dataset<Row> rows =
        query.segment().isEmpty()
            ? lake.read(query.batch().table()).where(PredictionRows.key(query.batch()))
            : segmented(query).in(query.segment().orElseThrow());
    Dataset<Row> named = rows.withColumn(PredictionRows.CUSTOMER, text(PredictionRows.CUSTOMER));
    return query
        .customer()
        .map(one -> named.where(col(PredictionRows.CUSTOMER).equalTo(one.value())))
        .orElse(named);
  }

  private static Column text(String column) {
    return col(column).cast("string");
  }

  private SegmentedRows segmented(PredictionQuery query) {
    return SegmentedRows.of(
        lake.read(query.batch().table()).where(PredictionRows.key(query.batch())),
        query.features().map(table -> features(table, query.batch().asOf())));
  }

  private Dataset<Row> features(FeatureTable table, AsOfDate asOf) {
    return lake.read(table.table()).where(col(PredictionRows.AS_OF).equalTo(lit(asOf.day())));
  }

  @Override
  public long write(PredictionQuery query, int most, String file) {
    return SparkErrors.translate(
        "write " + file,
        () -> {
          SegmentedRows segmented = segmented(query);
          Dataset<Row> rows = query.segment().map(segmented::in).orElseGet(segmented::rows);
          Dataset<Row> wanted =
              query
                  .customer()
                  .map(one -> rows.where(text(PredictionRows.CUSTOMER).equalTo(one.value())))
                  .orElse(rows);
          return new OneFile(lake.spark(), file)
              .write(wanted.orderBy(highestFirst()).limit(most), highestFirst());
        });
  }

  @Override
  public ForecastSummary summary(PredictionBatch batch, FeatureTable features) {
    return SparkErrors.translate(
        "sum up " + batch.scored(),
        () ->
            SegmentedRows.of(
                    lake.read(batch.scored()).where(PredictionRows.key(batch)),
                    Optional.of(features(features, batch.asOf())))
                .summary(batch.spread()));
  }
}
