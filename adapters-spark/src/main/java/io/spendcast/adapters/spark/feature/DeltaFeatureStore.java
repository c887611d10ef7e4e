package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.SparkErrors;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureCalculator;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.SeasonProfile;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.training.ForecastTask;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Features in Delta tables, computed by the domain's calculator on every core. */
public final class DeltaFeatureStore implements FeatureStore {
  private static final TableName DAILY_SPEND = new TableName("features/tpcds/customer_daily_spend");
  private static final TableName FEATURES = new TableName("features/tpcds/customer_features");
  private static final String AS_OF = "as_of_date";

  private final Lake lake;
  private final List<SourceMapping> mappings;

  /**
   * A store in a lake.
   *
   * @param mappings how the ingested tables are read as sales and returns
   */
  public DeltaFeatureStore(Lake lake, List<SourceMapping> mappings) {
    this.lake = lake;
    this.mappings = List.copyOf(mappings);
  }

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return SparkErrors.translate(
        "build features",
        () -> {
          TableVersion tiles = writeTiles(sales);
          return writeFeatures(sales, features, asOfs.stream().sorted().distinct().toList(), tiles);
        });
  }

  private TableVersion writeTiles(IngestReport sales) {
    Source source = new Source(sales.source());
    Map<TableName, TableVersion> ingested =
        sales.tables().stream()
            .map(TableIngest::table)
            .collect(Collectors.toMap(TableVersion::table, table -> table));
    return lake.overwrite(
        DAILY_SPEND,
        DailySpendTiles.of(
            mappings,
            name -> {
              source.requireOf(lake, name);
              return lake.read(ingested.get(name));
            }),
        source.properties());
  }

  private FeatureTable writeFeatures(
      IngestReport sales, FeatureSet features, List<AsOfDate> asOfs, TableVersion tileTable) {
    Dataset<Row> tiles = lake.read(tileTable);
    SeasonProfile season = DailySpendTiles.season(tiles);
    requirePopulation(season, asOfs.get(0));
    Set<AsOfDate> mature =
        asOfs.stream()
            .filter(asOf -> new ForecastTask(asOf, features.horizon()).isMature(sales.salesDays()))
            .collect(Collectors.toSet());
    CustomerRows rows =
        new CustomerRows(new FeatureCalculator(features, season, asOfs), asOfs, mature);
    StructType schema = schema(features, tiles.schema().apply(SourceLines.CUSTOMER).dataType());
    TableVersion table =
        lake.overwrite(
            FEATURES,
            DailySpendTiles.compact(tiles)
                .repartition(col(SourceLines.CUSTOMER))
                .sortWithinPartitions(SourceLines.CUSTOMER)
                .mapPartitions(rows, Encoders.row(schema))
                .withColumn(AS_OF, date_from_unix_date(col(AS_OF))),
            Map.of("spendcast.feature_fingerprint", features.fingerprint().value()),
            List.of(AS_OF));
    return new FeatureTable(
        table,
        tileTable,
        features.fingerprint(),
        features.inputs(),
        features.horizon(),
        asOfs,
        lake.read(table).count());
  }

  private static void requirePopulation(SeasonProfile season, AsOfDate first) {
    if (season.observedDays(first) == 0) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot build features at %s: no customer had bought before.".formatted(first),
          "Choose as-of dates after the first sale.");
    }
  }

  private static StructType schema(FeatureSet features, DataType customer) {
    StructType schema =
        new StructType()
            .add(SourceLines.CUSTOMER, customer, false)
            .add(AS_OF, DataTypes.IntegerType, false);
    for (String name : features.names()) {
      schema = schema.add(name, DataTypes.DoubleType, true);
    }
    return schema.add(FeatureTable.LABEL, DataTypes.DoubleType, true);
  }
}
