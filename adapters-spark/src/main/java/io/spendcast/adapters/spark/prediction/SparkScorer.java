package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.prediction.ForecastExample;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores all customers of an as-of date into a Delta table that nobody but the sink reads: each of
 * its versions is one batch.
 */
public final class SparkScorer implements Scorer {
  private static final List<String> KEPT = List.of(PredictionRows.CUSTOMER, PredictionRows.AS_OF);
  private static final List<String> PREDICTION = List.of(PredictionRows.SPEND);

  private final Lake lake;
  private final TableName scratch;

  /**
   * A scorer on the tables of a lake.
   *
   * @param scratch the table for scored rows that are not yet published
   */
  public SparkScorer(Lake lake, TableName scratch) {
    this.lake = lake;
    this.scratch = scratch;
  }

  @Override
  public PredictionBatch score(ScoringRequest request) {
    FeatureTable features = request.features();
    ModelVersion version = request.model();
    requirePresent(request);
    SavedModels model = SavedModels.open(List.of(version.artifact()), features, lake.shared());
    TableVersion scored =
        lake.overwrite(scratch, rows(request, forecasts(request, model)), Map.of());
    Row totals =
        SparkErrors.translate(
            "count the rows of " + scored,
            () ->
                lake.read(scored)
                    .agg(count("*"), coalesce(sum(PredictionRows.SPEND), lit(0.0)))
                    .first());
    return new PredictionBatch(
        scored,
        version.name(),
        version.number(),
        request.asOf(),
        features.horizon(),
        totals.getLong(0),
        totals.getDouble(1),
        request.spread());
  }

  private Dataset<Row> forecasts(ScoringRequest request, SavedModels model) {
    return request.reasons().areWanted()
        ? model.explained(
            customers(request),
            KEPT,
            PredictionRows.SPEND,
            PredictionRows.REASONS,
            request.reasons())
        : model.score(customers(request), KEPT, PREDICTION);
  }

  @Override
  public Optional<Explanation> explain(ScoringRequest request, CustomerId customer) {
    requirePresent(request);
    ModelArtifact artifact = request.model().artifact();
    SavedModels model = SavedModels.open(List.of(artifact), request.features(), lake.shared());
    return SparkErrors.translate(
        "read the features of a customer in " + request.features().table(),
        () ->
            customers(request)
                .where(col(PredictionRows.CUSTOMER).cast("string").equalTo(customer.value()))
                .select(
                    artifact.inputs().stream()
                        .map(name -> col("`%s`".formatted(name)))
                        .toArray(Column[]::new))
                .limit(1)
                .collectAsList()
                .stream()
                .findFirst()
                .map(row -> model.explain(input -> value(row, row.fieldIndex(input)))));
  }

  @Override
  public List<ForecastExample> examples(ScoringRequest request, PredictionBatch batch) {
    requirePresent(request);
    SavedModels model =
        SavedModels.open(List.of(request.model().artifact()), request.features(), lake.shared());
    return SparkErrors.translate(
        "look for examples in " + batch.scored(),
        () ->
            new SparkExamples(
                    model.portable(),
                    lake.read(batch.scored()).where(PredictionRows.key(batch)),
                    customers(request))
                .of(batch.customers()));
  }

  @Override
  public PortableModel portable(ModelVersion version) {
    return SavedModels.portable(version.artifact(), lake.shared());
  }

  private static double value(Row row, int field) {
    return row.isNullAt(field) ? Double.NaN : row.getDouble(field);
  }

  private static void requirePresent(ScoringRequest request) {
    if (!request.features().asOfs().contains(request.asOf())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot score %s as of %s: the table has no such as-of date."
              .formatted(request.features().table(), request.asOf()),
          "Build features for this as-of date.");
    }
  }

  private Dataset<Row> customers(ScoringRequest request) {
    return lake.read(request.features().table())
        .where(col(PredictionRows.AS_OF).equalTo(request.asOf().day()));
  }

  private static Dataset<Row> rows(ScoringRequest request, Dataset<Row> scored) {
    Optional<PredictionIntervals> intervals = request.intervals();
    return scored
        .withColumn(PredictionRows.LOW, bound(intervals, PredictionIntervals.Band::low))
        .withColumn(PredictionRows.HIGH, bound(intervals, PredictionIntervals.Band::high))
        .withColumn(PredictionRows.PROBABILITY, probability(request))
        .withColumn(PredictionRows.HORIZON, lit(request.features().horizon().days()))
        .withColumn(PredictionRows.MODEL, lit(request.model().name().value()))
        .withColumn(PredictionRows.VERSION, lit(request.model().number()))
        .withColumn(PredictionRows.RUN, lit(request.run().value()))
        .withColumn(PredictionRows.SCORED_AT, lit(request.scoredAt()))
        .select(PredictionRows.columnsOf(scored));
  }

  private static Column probability(ScoringRequest request) {
    return request
        .spread()
        .map(spread -> new SpreadColumns(spread, col(PredictionRows.SPEND)).probabilityOfSpend())
        .orElseGet(() -> lit(null).cast("double"));
  }

  private static Column bound(
      Optional<PredictionIntervals> intervals, ToDoubleFunction<PredictionIntervals.Band> factor) {
    return intervals
        .map(found -> bound(found.bands(), factor))
        .orElseGet(() -> lit(null).cast("double"));
  }

  private static Column bound(
      List<PredictionIntervals.Band> bands, ToDoubleFunction<PredictionIntervals.Band> factor) {
    Column forecast = col(PredictionRows.SPEND);
    Column multiple = lit(factor.applyAsDouble(bands.get(0)));
    for (PredictionIntervals.Band band : bands) {
      multiple =
          when(forecast.geq(band.from()), lit(factor.applyAsDouble(band))).otherwise(multiple);
    }
    return multiple.multiply(greatest(forecast, lit(PredictionIntervals.FLOOR)));
  }
}
