package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.drift.ValueSketch;
import io.spendcast.domain.feature.FeatureTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sketches the features of each partition's rows and brings only the sketches home. */
public final class SparkFeatureStatistics implements FeatureStatistics {
  private final Lake lake;

  /** Statistics of the tables of a lake. */
  public SparkFeatureStatistics(Lake lake) {
    this.lake = lake;
  }

  @Override
  public Map<AsOfDate, Map<String, ValueSketch>> measure(
      FeatureTable table, List<String> features, List<AsOfDate> asOfs) {
    // Collected in the order of the partitions, so the same sums come out each time.
    List<Map<Integer, ValueSketch[]>> partitions =
        SparkErrors.translate(
            "measure the features of " + table.table(),
            () ->
                rows(table, features, asOfs)
                    .queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitions(new PartitionSketches(features.size()))
                    .collect());
    Map<AsOfDate, Map<String, ValueSketch>> measured = new TreeMap<>();
    for (Map<Integer, ValueSketch[]> partition : partitions) {
      partition.forEach(
          (day, sketches) ->
              merge(
                  measured.computeIfAbsent(
                      new AsOfDate(LocalDate.ofEpochDay(day)), asOf -> new HashMap<>()),
                  features,
                  sketches));
    }
    return measured;
  }

  private Dataset<Row> rows(FeatureTable table, List<String> features, List<AsOfDate> asOfs) {
    Object[] days = asOfs.stream().map(AsOfDate::day).toArray();
    Stream<Column> columns =
        Stream.concat(
            Stream.of(unix_date(col(PanelRows.AS_OF))), features.stream().map(name -> col(name)));
    return lake.read(table.table())
        .where(col(PanelRows.AS_OF).isin(days))
        .select(columns.toArray(Column[]::new));
  }

  private static void merge(
      Map<String, ValueSketch> measured, List<String> features, ValueSketch[] sketches) {
    for (int i = 0; i < sketches.length; i++) {
      measured.merge(features.get(i), sketches[i], ValueSketch::merge);
    }
  }
}
