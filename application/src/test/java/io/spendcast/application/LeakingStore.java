package io.spendcast.application;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.FeatureWork;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.FeatureRow;
import io.spendcast.testkit.InMemoryLake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store in whose table last quarter's spend is next quarter's. */
record LeakingStore(FeatureStore honest, InMemoryLake lake) implements FeatureStore {
  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    FeatureTable built = honest.build(sales, features, asOfs);
    List<FeatureRow> rows = lake.featureRows(built).stream().map(LeakingStore::leaking).toList();
    FeatureTable leaking = lake.features(features, rows);
    return new FeatureTable(
        leaking.table(),
        built.dailySpend(),
        built.fingerprint(),
        built.inputs(),
        built.horizon(),
        built.asOfs(),
        built.rows());
  }

  private static FeatureRow leaking(FeatureRow row) {
    Map<String, Double> values = new HashMap<>(row.values());
    row.label().ifPresent(label -> values.put(CustomerFeatures.SPEND_LAST_HORIZON, label));
    return new FeatureRow(row.customer(), row.asOf(), values, row.label());
  }

  @Override
  public TableVersion update(IngestReport sales) {
    return honest.update(sales);
  }

  @Override
  public FeatureWork plan(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    return honest.plan(sales, features, asOfs);
  }

  @Override
  public List<String> topCategories(IngestReport sales, AsOfDate before, int most) {
    return honest.topCategories(sales, before, most);
  }
}
