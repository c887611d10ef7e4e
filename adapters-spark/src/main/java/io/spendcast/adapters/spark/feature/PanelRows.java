package io.spendcast.adapters.spark.feature;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;

import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.store.BuiltFeatures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
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

  /** What a table of these rows holds. */
  BuiltFeatures built(List<AsOfDate> asOfs) {
    return new BuiltFeatures(features.fingerprint(), asOfs, salesUntil);
  }

  /** The rows of these as-of dates. */
  Dataset<Row> of(Dataset<Row> tiles, List<AsOfDate> asOfs) {
    CustomerRows rows =
        new CustomerRows(
            new FeatureCalculator(features, season, purchases, asOfs),
            asOfs,
            asOfs.stream().filter(this::isMature).collect(Collectors.toSet()));
    DataType customer = tiles.schema().apply(SourceLines.CUSTOMER).dataType();
    return DailySpendTiles.compact(tiles, categories())
        .repartition(col(SourceLines.CUSTOMER))
        .sortWithinPartitions(SourceLines.CUSTOMER)
        .mapPartitions(new ByCustomer(rows), Encoders.row(schema(customer)))
        .withColumn(AS_OF, date_from_unix_date(col(AS_OF)))
        .select(described());
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

  private StructType schema(DataType customer) {
    StructType schema =
        new StructType()
            .add(SourceLines.CUSTOMER, customer, false)
            .add(AS_OF, DataTypes.IntegerType, false);
    for (String name : features.names()) {
      schema = schema.add(name, DataTypes.DoubleType, true);
    }
    return schema.add(FeatureTable.LABEL, DataTypes.DoubleType, true);
  }

  /** All columns with their definitions as comments, which Delta and catalogs show. */
  private Column[] described() {
    List<Column> columns = new ArrayList<>();
    columns.add(described(SourceLines.CUSTOMER, "Who bought."));
    columns.add(described(AS_OF, "Sales before this UTC day are known."));
    for (FeatureDefinition feature : features.definitions()) {
      columns.add(
          described(
              feature.name(), "%s. Unit: %s.".formatted(feature.description(), feature.unit())));
    }
    columns.add(
        described(
            FeatureTable.LABEL,
            "Spend in the forecast window of %s days. Unknown until it has passed."
                .formatted(features.horizon().days())));
    return columns.toArray(Column[]::new);
  }

  private static Column described(String name, String comment) {
    return col(name).as(name, new MetadataBuilder().putString("comment", comment).build());
  }
}
