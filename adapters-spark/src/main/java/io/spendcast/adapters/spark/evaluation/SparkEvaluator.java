package io.spendcast.adapters.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.PanelErrors;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores the held-out rows with all models in one pass and brings only error sums home. */
public final class SparkEvaluator implements Evaluator {
  private static final List<String> KEYS = List.of("customer_id", "as_of_date", FeatureTable.LABEL);

  private final Lake lake;

  /** An evaluator on the tables of a lake. */
  public SparkEvaluator(Lake lake) {
    this.lake = lake;
  }

  @Override
  public PanelErrors evaluate(
      TrainingPanel panel, List<ModelArtifact> models, CustomerBootstrap bootstrap) {
    List<String> predictions =
        IntStream.range(0, models.size()).mapToObj(i -> "prediction_" + i).toList();
    Dataset<Row> scored =
        SavedModels.open(models, panel.features()).score(heldOut(panel), KEYS, predictions);
    List<Map<AsOfDate, ErrorSums>> partitions =
        SparkErrors.translate(
            "evaluate the models on " + panel.features().table(),
            () ->
                scored
                    .javaRDD()
                    .mapPartitions(new PartitionErrors(bootstrap, models.size()))
                    .collect());
    return PanelErrors.of(bootstrap, models.size(), merge(partitions));
  }

  private Dataset<Row> heldOut(TrainingPanel panel) {
    FeatureTable features = panel.features();
    Object[] asOfs =
        panel.plan().test().stream().map(asOf -> java.sql.Date.valueOf(asOf.day())).toArray();
    Stream<Column> keys =
        Stream.of(
            col("customer_id").cast("string"),
            unix_date(col("as_of_date")).as("as_of_date"),
            col(FeatureTable.LABEL));
    Stream<Column> inputs = features.inputs().stream().map(name -> col(name));
    return lake.read(features.table())
        .where(col("as_of_date").isin(asOfs))
        .where(col(FeatureTable.LABEL).isNotNull())
        .select(Stream.concat(keys, inputs).toArray(Column[]::new));
  }

  /** Collected in the order of the partitions, so the same sums come out each time. */
  private static Map<AsOfDate, ErrorSums> merge(List<Map<AsOfDate, ErrorSums>> partitions) {
    Map<AsOfDate, ErrorSums> merged = new TreeMap<>();
    for (Map<AsOfDate, ErrorSums> partition : partitions) {
      partition.forEach((asOf, sums) -> merged.merge(asOf, sums, ErrorSums::merge));
    }
    return merged;
  }
}
