package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of the feature table: one scan of the tiles gives all as-of dates.
 *
 * @param features the columns
 * @param season of the whole population
 * @param purchases how the population buys
 * @param salesUntil the day after the last sale; a later end of the forecast window leaves the
 *     label unknown
 */
record PanelRows(
    FeatureSet features, PopulationDays season, PurchaseFits purchases, LocalDate salesUntil) {
  static final String AS_OF = "as_of_date";

  /** The rows of these as-of dates. */
  Dataset<Row> of(Dataset<Row> tiles, List<AsOfDate> asOfs) {
    StructType schema = schema(ByCustomer.customerOf(tiles));
    CustomerRows rows =
        new CustomerRows(
            new FeatureCalculator(features, season, purchases, asOfs),
            asOfs,
            asOfs.stream().filter(this::isMature).collect(Collectors.toSet()),
            categories(),
            schema);
    Dataset<Row> columns = DailySpendTiles.columns(tiles);
    return ByCustomer.table(tiles, ByCustomer.walk(columns, rows), schema);
  }

  private boolean isMature(AsOfDate asOf) {
    return !features.horizon().window(asOf).until().isAfter(salesUntil);
  }

  private Set<String> categories() {
    return features.definitions().stream()
        .map(FeatureDefinition::sales)
        .filter(SalesFilter::isOfCategory)
        .map(SalesFilter::category)
        .collect(Collectors.toSet());
  }

  /** All columns with their definitions as comments, which Delta and catalogs show. */
  private StructType schema(DataType customer) {
    StructType schema =
        new StructType()
            .add(SourceLines.CUSTOMER, customer, false, "Who bought.")
            .add(AS_OF, DataTypes.DateType, false, "Sales before this UTC day are known.");
    for (FeatureDefinition feature : features.definitions()) {
      schema = schema.add(column(feature));
    }
    return schema.add(
        FeatureTable.LABEL,
        DataTypes.DoubleType,
        true,
        "Spend in the forecast window of %s days. Unknown until it has passed."
            .formatted(features.horizon().days()));
  }

  private static StructField column(FeatureDefinition feature) {
    Metadata lookback =
        new MetadataBuilder().putLong(FeatureTable.LOOKBACK, feature.lookback()).build();
    return new StructField(feature.name(), DataTypes.DoubleType, true, lookback)
        .withComment("%s. Unit: %s.".formatted(feature.description(), feature.unit()));
  }
}
