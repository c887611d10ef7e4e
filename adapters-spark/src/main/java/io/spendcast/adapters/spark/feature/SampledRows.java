package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.leak.SampledRow;
import io.spendcast.domain.sales.DailySpend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Rows of the feature table with what models make of them, in a batch and alone.
 *
 * @param features the table's features
 * @param calculator prepared for the as-of date
 * @param asOf the as-of date of the rows
 * @param models the models
 * @param count how many they are
 */
record SampledRows(
    FeatureSet features,
    FeatureCalculator calculator,
    AsOfDate asOf,
    SavedModels models,
    int count) {
  private static final int BEFORE = 1;

  /** Scores the rows in one batch, and each customer alone by the daily spend. */
  Map<CustomerId, SampledRow> of(Dataset<Row> table, Map<CustomerId, List<DailySpend>> tiles) {
    List<String> kept =
        Stream.of(Stream.of(SourceLines.CUSTOMER), features.names().stream(), label())
            .flatMap(names -> names)
            .toList();
    List<String> predictions = IntStream.range(0, count).mapToObj(i -> "batch_" + i).toList();
    Dataset<Row> rows = table.select(kept.stream().map(SampledRows::column).toArray(Column[]::new));
    Map<CustomerId, SampledRow> sampled = new HashMap<>();
    for (Row row : models.score(rows, kept, predictions).collectAsList()) {
      CustomerId customer = new CustomerId(row.getString(0));
      sampled.put(customer, sampled(row, tiles.getOrDefault(customer, List.of())));
    }
    return sampled;
  }

  private static Stream<String> label() {
    return Stream.of(FeatureTable.LABEL);
  }

  private static Column column(String name) {
    return name.equals(SourceLines.CUSTOMER)
        ? functions.col(name).cast("string").as(name)
        : functions.col(name);
  }

  private SampledRow sampled(Row row, List<DailySpend> tiles) {
    int label = BEFORE + features.names().size();
    return new SampledRow(
        values(row, BEFORE, label),
        number(row, label),
        values(row, label + 1, row.size()),
        alone(tiles));
  }

  private static List<Double> values(Row row, int from, int until) {
    return IntStream.range(from, until).mapToObj(i -> number(row, i)).toList();
  }

  private static double number(Row row, int i) {
    return row.isNullAt(i) ? Double.NaN : row.getDouble(i);
  }

  private List<Double> alone(List<DailySpend> tiles) {
    double[] vector = calculator.features(SpendHistory.of(tiles), asOf);
    List<String> names = features.names();
    return models.scoreAlone(input -> vector[names.indexOf(input)]);
  }
}
