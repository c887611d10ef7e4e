package io.spendcast.adapters.spark.scoring;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestTables;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.FeatureRow;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.TestLake;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The contracts' view of feature tables and predictions in Delta. */
public final class DeltaPanelLake implements TestLake {
  /** Where the scorer under test leaves its rows. */
  public static final TableName SCORED = new TableName("predictions/tpcds/_scored");

  private static final TableName FEATURES = new TableName("features/tpcds/customer_features");
  private static final StructType PREDICTIONS =
      StructType.fromDDL(
          "customer_id STRING, as_of_date DATE, horizon_days INT, predicted_spend DOUBLE,"
              + " predicted_low DOUBLE, predicted_high DOUBLE, probability_of_spend DOUBLE,"
              + " model_name STRING, model_version INT, run_id STRING, scored_at TIMESTAMP");

  private final Lake lake;

  /** A view of this lake. */
  public DeltaPanelLake(Lake lake) {
    this.lake = lake;
  }

  @Override
  public IngestReport sales(Map<CustomerId, List<DailySpend>> sales, DateWindow salesDays) {
    throw new UnsupportedOperationException("no contract of models asks for sales");
  }

  @Override
  public FeatureTable features(FeatureSet features, List<FeatureRow> rows) {
    StructType schema = StructType.fromDDL("customer_id STRING, as_of_date DATE");
    for (String name : features.names()) {
      schema = schema.add(name, "double");
    }
    schema = schema.add(FeatureTable.LABEL, "double");
    List<Row> values = rows.stream().map(row -> row(features, row)).toList();
    TableVersion table =
        lake.overwrite(
            FEATURES,
            lake.spark().createDataFrame(values, schema),
            Map.of(),
            List.of("as_of_date"),
            CommitNote.NONE);
    return new FeatureTable(
        table,
        table,
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        rows.stream().map(FeatureRow::asOf).sorted().distinct().toList(),
        rows.size(),
        features.columns());
  }

  private static Row row(FeatureSet features, FeatureRow row) {
    List<Object> values = new ArrayList<>();
    values.add(row.customer().value());
    values.add(Date.valueOf(row.asOf().day()));
    for (String name : features.names()) {
      double value = row.values().get(name);
      values.add(Double.isNaN(value) ? null : value);
    }
    values.add(row.label().orElse(null));
    return RowFactory.create(values.toArray());
  }

  @Override
  public List<FeatureRow> featureRows(FeatureTable table) {
    throw new UnsupportedOperationException("no contract of models asks for feature rows");
  }

  @Override
  public TableVersion scored(List<PredictionRow> rows) {
    List<Row> values = rows.stream().map(DeltaPanelLake::row).toList();
    return lake.overwrite(SCORED, lake.spark().createDataFrame(values, PREDICTIONS), Map.of());
  }

  private static Row row(PredictionRow row) {
    return RowFactory.create(
        row.customer().value(),
        Date.valueOf(row.asOf().day()),
        row.horizonDays(),
        row.predictedSpend(),
        row.bounds().map(PredictionRow.Bounds::low).orElse(null),
        row.bounds().map(PredictionRow.Bounds::high).orElse(null),
        row.probabilityOfSpend().orElse(null),
        row.model().value(),
        row.modelVersion(),
        row.run().value(),
        Timestamp.from(row.scoredAt()));
  }

  @Override
  public List<PredictionRow> predictions(TableVersion table) {
    return lake.read(table).collectAsList().stream().map(DeltaPanelLake::prediction).toList();
  }

  private static PredictionRow prediction(Row row) {
    return new PredictionRow(
        new CustomerId(String.valueOf(row.<Object>getAs("customer_id"))),
        new AsOfDate(row.<Date>getAs("as_of_date").toLocalDate()),
        row.<Integer>getAs("horizon_days"),
        row.<Double>getAs("predicted_spend"),
        bounds(row),
        Optional.ofNullable(row.<Double>getAs("probability_of_spend")),
        new ModelName(row.getAs("model_name")),
        row.<Integer>getAs("model_version"),
        new RunId(row.getAs("run_id")),
        row.<Timestamp>getAs("scored_at").toInstant());
  }

  /** Both or neither are null. */
  private static Optional<PredictionRow.Bounds> bounds(Row row) {
    Double low = row.getAs("predicted_low");
    Double high = row.getAs("predicted_high");
    return low == null && high == null
        ? Optional.empty()
        : Optional.of(new PredictionRow.Bounds(low, high));
  }

  @Override
  public void remove(TableName table) {
    TestTables.remove(lake, table);
  }

  @Override
  public void empty(TableName table) {
    TestTables.empty(lake, table);
  }

  @Override
  public List<String> texts(TableVersion table) {
    return lake.read(table).collectAsList().stream().map(Row::toString).toList();
  }
}
