package io.spendcast.bootstrap.wiring;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.AlteredFeatureStore;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A feature store whose table is altered by a query over what the honest store built.
 *
 * @param honest builds first
 * @param lake where the tables are
 * @param query over the views {@code built} and {@code tiles}; gives the same columns as {@code
 *     built}
 */
record MutantStore(FeatureStore honest, Path lake, String query) implements AlteredFeatureStore {
  private static final TableName ALTERED = new TableName("features/tpcds/altered");

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    FeatureTable built = honest.build(sales, features, asOfs);
    SparkSession spark = SparkSession.active();
    view(spark, "built", built.table());
    view(spark, "tiles", built.dailySpend());
    spark
        .sql(query)
        .write()
        .format("delta")
        .mode("overwrite")
        .save(lake.resolve(ALTERED.value()).toString());
    return AlteredFeatureStore.at(new TableVersion(ALTERED, versions(spark) - 1), built);
  }

  private void view(SparkSession spark, String name, TableVersion table) {
    spark
        .read()
        .format("delta")
        .option("versionAsOf", table.version())
        .load(lake.resolve(table.table().value()).toString())
        .createOrReplaceTempView(name);
  }

  private long versions(SparkSession spark) {
    return spark
        .sql("DESCRIBE HISTORY delta.`%s`".formatted(lake.resolve(ALTERED.value())))
        .count();
  }
}
