package io.spendcast.adapters.spark.table;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.testkit.FeatureRow;
import io.spendcast.testkit.PredictionRow;
import io.spendcast.testkit.SalesLine;
import io.spendcast.testkit.TestLake;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The contracts' view of a lake of Delta tables: lines of the test, one table per flow. */
public final class DeltaTestLake implements TestLake {
  private static final Source SOURCE = new Source("the test's own sales");
  private static final TableName SALES = new TableName("raw/fixture/sales");
  private static final TableName RETURNS = new TableName("raw/fixture/returns");
  private static final TableName FEATURES = new TableName("features/tpcds/customer_features");
  private static final StructType LINES =
      StructType.fromDDL(
          "customer STRING, channel STRING, day STRING, id STRING, item BIGINT, units BIGINT,"
              + " amount DECIMAL(18,4), known STRING, discount DECIMAL(18,4), category STRING");

  private final Lake lake;

  /** A view of this lake. */
  public DeltaTestLake(Lake lake) {
    this.lake = lake;
  }

  /** How the lines of {@link #sales} are read. */
  public static List<SourceMapping> mappings(Channel... channels) {
    List<SourceMapping> mappings = new ArrayList<>();
    for (Channel channel : channels) {
      mappings.add(mapping(channel, LineFlow.SALE, SALES));
      mappings.add(mapping(channel, LineFlow.RETURN, RETURNS));
    }
    return mappings;
  }

  private static SourceMapping mapping(Channel channel, LineFlow flow, TableName table) {
    return new SourceMapping(
        channel,
        flow,
        table,
        List.of(),
        new LineColumns(
            "customer",
            "id",
            "item",
            "DATE(day)",
            "units",
            "amount",
            Optional.of("category"),
            Optional.of("discount"),
            Optional.of("TIMESTAMP(known)")),
        Optional.of("channel = '%s'".formatted(channel)));
  }

  @Override
  public IngestReport sales(Map<CustomerId, List<DailySpend>> sales, DateWindow salesDays) {
    Map<LineFlow, List<Row>> rows = new EnumMap<>(LineFlow.class);
    Arrays.stream(LineFlow.values()).forEach(flow -> rows.put(flow, new ArrayList<>()));
    Map<List<Object>, Long> items = new HashMap<>();
    for (SalesLine line : SalesLine.of(sales)) {
      long item =
          items.merge(List.of(line.flow(), line.channel(), line.order()), 1L, Math::addExact);
      rows.get(line.flow()).add(row(line, item));
    }
    return new IngestReport(
        SOURCE.name(),
        List.of(write(SALES, rows.get(LineFlow.SALE)), write(RETURNS, rows.get(LineFlow.RETURN))),
        salesDays);
  }

  /** Every line is an item of its own, so that none replaces another. */
  private static Row row(SalesLine line, long item) {
    return RowFactory.create(
        line.customer().orElseThrow().value(),
        line.channel().name(),
        line.day().toString(),
        line.order(),
        item,
        line.units(),
        line.amount(),
        line.knownDay().toString(),
        line.discount(),
        line.category().orElse(null));
  }

  private TableIngest write(TableName table, List<Row> rows) {
    TableVersion written =
        lake.overwrite(table, lake.spark().createDataFrame(rows, LINES), SOURCE.properties());
    return new TableIngest(
        written,
        Optional.empty(),
        rows.size(),
        rows.size(),
        0,
        0,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Map.of());
  }

  @Override
  public FeatureTable features(FeatureSet features, List<FeatureRow> rows) {
    StructType schema = StructType.fromDDL("customer_id STRING, as_of_date STRING");
    for (String name : features.names()) {
      schema = schema.add(name, "double");
    }
    List<Row> values = rows.stream().map(row -> row(features, row)).toList();
    TableVersion table =
        lake.overwrite(
            FEATURES,
            lake.spark()
                .createDataFrame(values, schema.add(FeatureTable.LABEL, "double"))
                .withColumn("as_of_date", org.apache.spark.sql.functions.expr("DATE(as_of_date)")),
            Map.of("spendcast.feature_fingerprint", features.fingerprint().value()),
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
    List<Object> values = new ArrayList<>(List.of(row.customer().value(), row.asOf().toString()));
    for (String name : features.names()) {
      Double value = row.values().get(name);
      values.add(value.isNaN() ? null : value);
    }
    values.add(row.label().orElse(null));
    return RowFactory.create(values.toArray());
  }

  @Override
  public List<FeatureRow> featureRows(FeatureTable table) {
    return lake
        .read(table.table())
        .withColumn("as_of_date", org.apache.spark.sql.functions.expr("STRING(as_of_date)"))
        .collectAsList()
        .stream()
        .map(DeltaTestLake::featureRow)
        .toList();
  }

  private static FeatureRow featureRow(Row row) {
    Map<String, Double> values = new HashMap<>();
    for (int i = 2; i < row.size() - 1; i++) {
      values.put(row.schema().apply(i).name(), row.isNullAt(i) ? Double.NaN : row.getDouble(i));
    }
    return new FeatureRow(
        new CustomerId(String.valueOf(row.get(0))),
        new AsOfDate(LocalDate.parse(row.getString(1))),
        values,
        Optional.ofNullable(row.getAs(FeatureTable.LABEL)));
  }

  @Override
  public TableVersion scored(List<PredictionRow> rows) {
    throw new UnsupportedOperationException("features and ingest have no predictions");
  }

  @Override
  public List<PredictionRow> predictions(TableVersion table) {
    throw new UnsupportedOperationException("features and ingest have no predictions");
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
