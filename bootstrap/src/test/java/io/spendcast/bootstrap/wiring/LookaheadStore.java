package io.spendcast.bootstrap.wiring;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.AlteredFeatureStore;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** A feature store whose vocabulary is what will sell best from the date on. */
record LookaheadStore(FeatureStore honest, Path lake) implements AlteredFeatureStore {
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
}
