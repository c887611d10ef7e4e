package io.spendcast.adapters.spark.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.unix_date;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.adapters.spark.training.learner.TrainingColumns;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.training.TrainingPanels;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Assembles panels from feature tables in the lake. */
public final class SparkTrainingPanels implements TrainingPanels {
  private static final String BUILD_AGAIN = "Build features for the as-of dates of this plan.";

  private final Lake lake;

  /** Panels over the tables of a lake. */
  public SparkTrainingPanels(Lake lake) {
    this.lake = lake;
  }

  @Override
  public TrainingPanel assemble(FeatureTable features, PanelPlan plan, double sampleFraction) {
    if (!(sampleFraction > 0 && sampleFraction <= 1)) {
      throw invalid(
          features, "the sample fraction must be in (0, 1], not " + sampleFraction, "Correct it.");
    }
    if (!features.horizon().equals(plan.horizon())) {
      throw invalid(features, "its labels are for another horizon than the plan's", BUILD_AGAIN);
    }
    Map<AsOfDate, Rows> counted = countRows(features, sampleFraction);
    requirePresent(features, plan, counted);
    long trainRows = sum(plan.train(), counted, Rows::sampled);
    if (trainRows == 0) {
      throw invalid(features, "the sample has no training row", "Raise the sample fraction.");
    }
    return new TrainingPanel(
        features, plan, sampleFraction, trainRows, sum(plan.test(), counted, Rows::labelled));
  }

  private Map<AsOfDate, Rows> countRows(FeatureTable features, double sampleFraction) {
    Column labelled = col(FeatureTable.LABEL).isNotNull();
    Column sampled = labelled.and(TrainingColumns.isSampled(sampleFraction));
    List<Row> counts =
        SparkErrors.translate(
            "count the rows of " + features.table(),
            () ->
                lake.read(features.table())
                    .groupBy(unix_date(col(TrainingColumns.AS_OF)))
                    .agg(count("*"), count_if(labelled), count_if(sampled))
                    .collectAsList());
    Map<AsOfDate, Rows> counted = new TreeMap<>();
    for (Row row : counts) {
      counted.put(
          new AsOfDate(LocalDate.ofEpochDay(row.getInt(0))),
          new Rows(row.getLong(2), row.getLong(3)));
    }
    return counted;
  }

  private static void requirePresent(
      FeatureTable features, PanelPlan plan, Map<AsOfDate, Rows> counted) {
    for (AsOfDate asOf : plan.all()) {
      if (!counted.containsKey(asOf)) {
        throw invalid(features, "it has no row of the as-of date " + asOf, BUILD_AGAIN);
      }
    }
    Stream.concat(plan.train().stream(), plan.test().stream())
        .filter(asOf -> counted.get(asOf).labelled() == 0)
        .findFirst()
        .ifPresent(
            asOf -> {
              throw invalid(
                  features,
                  "the as-of date %s has no label, since its window has not closed".formatted(asOf),
                  "Train and test on earlier as-of dates.");
            });
  }

  private static long sum(
      List<AsOfDate> asOfs, Map<AsOfDate, Rows> counted, ToLongFunction<Rows> rows) {
    return asOfs.stream().map(counted::get).mapToLong(rows).sum();
  }

  private static SpendcastException invalid(FeatureTable features, String why, String hint) {
    return new SpendcastException(
        Kind.INVALID, "Cannot train on %s: %s.".formatted(features.table(), why), hint);
  }

  private record Rows(long labelled, long sampled) {}
}
