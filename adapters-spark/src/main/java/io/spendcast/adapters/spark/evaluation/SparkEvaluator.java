package io.spendcast.adapters.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import io.spendcast.adapters.spark.scoring.SavedModels;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.PanelScores;
import io.spendcast.domain.evaluation.panel.Slicing;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores the held-out rows with all models in one pass and brings only sums home. A pass over the
 * labels alone comes first, since rank correlation needs to know where each label stands.
 */
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
    Slicing slicing = Slicing.of(panel.features().names());
    SavedModels saved = SavedModels.open(models, panel.features(), lake.shared());
    Labels labels = labels(panel);
    Dataset<Row> scored =
        saved.score(
            heldOut(panel, keys(), columns(slicing, models)),
            Stream.concat(KEYS.stream(), slicing.columns().stream()).toList(),
            predictions);
    return SparkErrors.translate(
            "evaluate the models on " + panel.features().table(),
            () ->
                OrderedMerge.of(
                    scored
                        .javaRDD()
                        .mapPartitions(
                            new PartitionScores(bootstrap, models.size(), labels, slicing)),
                    PanelScores::merge))
        .orElseGet(() -> new PanelScores(bootstrap, models.size(), labels))
        .errors(labels);
  }

  private Labels labels(TrainingPanel panel) {
    Dataset<Row> rows = heldOut(panel, Stream.of(days(), col(FeatureTable.LABEL)), List.of());
    return SparkErrors.translate(
            "read the labels of " + panel.features().table(),
            () ->
                OrderedMerge.of(
                    rows.javaRDD().mapPartitions(SparkEvaluator::labels), Labels::merge))
        .orElseGet(Labels::new);
  }

  private static Iterator<Labels> labels(Iterator<Row> rows) {
    Labels labels = new Labels();
    while (rows.hasNext()) {
      Row row = rows.next();
      labels.add(new AsOfDate(LocalDate.ofEpochDay(row.getInt(0))), row.getDouble(1));
    }
    return List.of(labels).iterator();
  }

  private Dataset<Row> heldOut(TrainingPanel panel, Stream<Column> keys, List<String> inputs) {
    Object[] asOfs = panel.plan().test().stream().map(AsOfDate::day).toArray();
    return lake.read(panel.features().table())
        .where(col("as_of_date").isin(asOfs))
        .where(col(FeatureTable.LABEL).isNotNull())
        .select(Stream.concat(keys, inputs.stream().map(name -> col(name))).toArray(Column[]::new));
  }

  private static List<String> columns(Slicing slicing, List<ModelArtifact> models) {
    return Stream.concat(
            slicing.columns().stream(), models.stream().flatMap(model -> model.inputs().stream()))
        .distinct()
        .toList();
  }

  private static Stream<Column> keys() {
    return Stream.of(col("customer_id").cast("string"), days(), col(FeatureTable.LABEL));
  }

  private static Column days() {
    return unix_date(col("as_of_date")).as("as_of_date");
  }
}
