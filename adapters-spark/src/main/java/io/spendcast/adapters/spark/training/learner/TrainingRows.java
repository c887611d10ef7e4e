package io.spendcast.adapters.spark.training.learner;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The labelled rows to learn from, kept in memory since every algorithm reads them.
 *
 * @param data the columns that learners and baselines read, and the label
 * @param inputs names of the columns to learn from, in order: those known at each date
 * @param statistics of these rows
 * @param plan whose training dates they are
 * @param known at which training dates each of these columns is known of anybody
 */
public record TrainingRows(
    Dataset<Row> data,
    List<String> inputs,
    Statistics statistics,
    PanelPlan plan,
    KnownDates known) {
  private static final long ROWS_PER_PARTITION = 150_000;
  private static final long MOST_PARTITIONS = 64;
  private static final long MOST_ROWS_PER_PARTITION = 1_000_000;

  /**
   * Reads them in an order of their own: learners that draw rows or add up fractions would else
   * depend on how the table's files happen to be laid out, or on the machine.
   */
  public static TrainingRows read(Lake lake, TrainingPanel panel) {
    FeatureTable features = panel.features();
    Dataset<Row> table = lake.read(features.table());
    List<String> read = read(features, List.of(table.columns()));
    Column[] columns =
        Stream.of(
                read.stream(),
                KnownDates.history(table.columns()),
                Stream.of(FeatureTable.LABEL, TrainingColumns.AS_OF))
            .flatMap(names -> names)
            .distinct()
            .map(name -> col(name))
            .toArray(Column[]::new);
    Dataset<Row> data =
        table
            .where(TrainingColumns.isAsOf(panel.plan().train()))
            .where(col(FeatureTable.LABEL).isNotNull())
            .where(TrainingColumns.isSampled(panel.sampleFraction()))
            .repartition(partitions(panel.trainRows()), col(TrainingColumns.CUSTOMER))
            .sortWithinPartitions(TrainingColumns.CUSTOMER, TrainingColumns.AS_OF)
            .select(columns)
            .persist(StorageLevel.MEMORY_AND_DISK());
    KnownDates known = KnownDates.of(data, read);
    return new TrainingRows(
        data,
        features.inputs().stream().filter(known::isAlways).toList(),
        Statistics.of(data, read),
        panel.plan(),
        known);
  }

  /** What learners read, and of what baselines read as much as the table has. */
  private static List<String> read(FeatureTable features, List<String> columns) {
    return Stream.concat(
            features.inputs().stream(),
            Stream.concat(
                    BaselineLearner.COLUMNS.stream(), CustomerFeatures.PURCHASE_MODEL.stream())
                .filter(columns::contains))
        .distinct()
        .toList();
  }

  /** The same rows for a model that reads only these of their columns. */
  public TrainingRows reading(List<String> columns) {
    return new TrainingRows(data, columns, statistics, plan, known);
  }

  /** Whether the column is there, known at each date and not the same everywhere. */
  boolean isKnown(String column) {
    return known.isAlways(column) && statistics.deviations().get(column) > 0;
  }

  /**
   * As many as the number of rows says, and never the number of cores: MLlib draws its random
   * numbers partition by partition, so a machine with more cores would else learn another model.
   */
  public static int partitions(long rows) {
    long small = Math.min(MOST_PARTITIONS, 1 + rows / ROWS_PER_PARTITION);
    return (int) Math.max(small, 1 + rows / MOST_ROWS_PER_PARTITION);
  }

  public void release() {
    data.unpersist();
  }
}
