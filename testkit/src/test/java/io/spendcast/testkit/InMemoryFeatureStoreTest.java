package io.spendcast.testkit;

import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.SpendTarget;

final class InMemoryFeatureStoreTest extends FeatureStoreContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected FeatureStore store() {
    return new InMemoryFeatureStore(lake);
  }

  @Override
  protected FeatureStore netStore() {
    return new InMemoryFeatureStore(lake, SpendTarget.NET);
  }
}
