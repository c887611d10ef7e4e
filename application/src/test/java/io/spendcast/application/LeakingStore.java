package io.spendcast.application;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.testkit.AlteredFeatureStore;
import io.spendcast.testkit.FeatureRow;
import io.spendcast.testkit.InMemoryLake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store in whose table last quarter's spend is next quarter's. */
record LeakingStore(FeatureStore honest, InMemoryLake lake) implements AlteredFeatureStore {
  @Override
  public FeatureTable build(IngestReport sales, FeatureSet features, List<AsOfDate> asOfs) {
    FeatureTable built = honest.build(sales, features, asOfs);
    List<FeatureRow> rows = lake.featureRows(built).stream().map(LeakingStore::leaking).toList();
    return AlteredFeatureStore.at(lake.features(features, rows).table(), built);
  }

  private static FeatureRow leaking(FeatureRow row) {
    Map<String, Double> values = new HashMap<>(row.values());
    row.label().ifPresent(label -> values.put(CustomerFeatures.SPEND_LAST_HORIZON, label));
    return new FeatureRow(row.customer(), row.asOf(), values, row.label());
  }
}
