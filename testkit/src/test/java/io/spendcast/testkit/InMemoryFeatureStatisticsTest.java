package io.spendcast.testkit;

import io.spendcast.domain.drift.FeatureStatistics;

final class InMemoryFeatureStatisticsTest extends FeatureStatisticsContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected FeatureStatistics statistics() {
    return new InMemoryFeatureStatistics(lake);
  }
}
