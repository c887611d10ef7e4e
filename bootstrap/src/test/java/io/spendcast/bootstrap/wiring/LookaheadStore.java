package io.spendcast.bootstrap.wiring;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.FeatureWork;
import io.spendcast.domain.sales.IngestReport;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** A feature store whose vocabulary is what will sell best from the date on. */
record LookaheadStore(FeatureStore honest, Path lake) implements FeatureStore {
  @Override
  public List<String> topCategories(IngestReport sales, AsOfDate before, int most) {
    TableVersion tiles = honest.update(sales);
    return SparkSession.active()
        .read()
        .format("delta")
        .option("versionAsOf", tiles.version())
        .load(lake.resolve(tiles.table().value()).toString())
        .where("known_day >= DATE '%s'".formatted(before))
        .selectExpr("inline(categories)")
        .groupBy("category")
        .sum("spend")
        .orderBy(org.apache.spark.sql.functions.col("sum(spend)").desc())
        .limit(most)
        .select("category")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return honest.build(sales, features, asOfs);
  }

  @Override
  public TableVersion update(IngestReport sales) {
    return honest.update(sales);
  }

  @Override
  public FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return honest.plan(sales, features, asOfs);
  }
}
