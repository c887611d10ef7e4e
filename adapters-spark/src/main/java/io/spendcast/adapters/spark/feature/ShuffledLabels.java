package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * A panel whose labels are shuffled among the rows of each date, in a scratch table.
 *
 * @param lake has the panel, and gets the table
 * @param area where the table is put
 * @param sampled which of the panel's rows are taken
 */
record ShuffledLabels(Lake lake, SourceArea area, Column sampled) {
  private static final String PLACE = "place";

  TrainingPanel write(TrainingPanel panel, long seed) {
    TableVersion written =
        lake.overwrite(area.features("_shuffled_labels"), rows(panel, seed), Map.of());
    Row counts =
        lake.read(written)
            .agg(count_if(isOneOf(panel.plan().train())), count_if(isOneOf(panel.plan().test())))
            .first();
    long train = counts.getLong(0);
    long test = counts.getLong(1);
    return new TrainingPanel(at(written, panel, train + test), panel.plan(), 1, train, test);
  }

  private static FeatureTable at(TableVersion table, TrainingPanel panel, long rows) {
    FeatureTable features = panel.features();
    return new FeatureTable(
        table,
        features.dailySpend(),
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        Stream.concat(panel.plan().train().stream(), panel.plan().test().stream()).toList(),
        rows,
        features.columns());
  }

  /** Every row gets the label of the row whose place by one hash is its own place by another. */
  private Dataset<Row> rows(TrainingPanel panel, long seed) {
    Dataset<Row> rows =
        lake.read(panel.features().table())
            .where(isOneOf(panel.plan().train()).or(isOneOf(panel.plan().test())))
            .where(col(FeatureTable.LABEL).isNotNull().and(sampled));
    Dataset<Row> labels =
        rows.select(col(PanelRows.AS_OF), col(FeatureTable.LABEL), place(seed).as(PLACE));
    List<String> columns =
        Stream.of(
                List.of(SourceLines.CUSTOMER, PanelRows.AS_OF),
                panel.features().inputs(),
                panel.features().names())
            .flatMap(List::stream)
            .distinct()
            .toList();
    return rows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new))
        .withColumn(PLACE, place(~seed))
        .join(labels, new String[] {PanelRows.AS_OF, PLACE})
        .select(
            Stream.concat(columns.stream(), Stream.of(FeatureTable.LABEL))
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  private static Column place(long seed) {
    return row_number()
        .over(
            Window.partitionBy(PanelRows.AS_OF)
                .orderBy(
                    xxhash64(SparkLeakSampler.customer(), lit(seed)), SparkLeakSampler.customer()));
  }

  private static Column isOneOf(List<AsOfDate> asOfs) {
    return col(PanelRows.AS_OF).isin(asOfs.stream().map(AsOfDate::day).toArray());
  }
}
