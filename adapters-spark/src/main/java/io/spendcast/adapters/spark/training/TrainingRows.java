package io.spendcast.adapters.spark.training;

import static org.apache.spark.sql.functions.col;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.domain.feature.FeatureTable;
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
 * @param data the input columns, and the label
 * @param inputs names of the input columns, in order
 * @param statistics of these rows
 */
record TrainingRows(Dataset<Row> data, List<String> inputs, Statistics statistics) {
  private static final long ROWS_PER_PARTITION = 1_000_000;

  /**
   * Reads them in an order of their own: learners that draw rows or add up fractions would else
   * depend on how the table's files happen to be laid out.
   */
  static TrainingRows read(Lake lake, TrainingPanel panel) {
    FeatureTable features = panel.features();
    Column[] columns =
        Stream.concat(features.inputs().stream(), Stream.of(FeatureTable.LABEL))
            .map(name -> col(name))
            .toArray(Column[]::new);
    Dataset<Row> data =
        lake.read(features.table())
            .where(TrainingColumns.isAsOf(panel.plan().train()))
            .where(col(FeatureTable.LABEL).isNotNull())
            .where(TrainingColumns.isSampled(panel.sampleFraction()))
            .repartition(partitions(lake, panel), col(TrainingColumns.CUSTOMER))
            .sortWithinPartitions(TrainingColumns.CUSTOMER, TrainingColumns.AS_OF)
            .select(columns)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new TrainingRows(data, features.inputs(), Statistics.of(data, features.inputs()));
  }

  /** One for each core, so that all of them learn; more if they would be too big. */
  private static int partitions(Lake lake, TrainingPanel panel) {
    long bySize = panel.trainRows() / ROWS_PER_PARTITION;
    return (int) Math.max(lake.spark().sparkContext().defaultParallelism(), bySize);
  }

  void release() {
    data.unpersist();
  }
}
