package io.spendcast.testkit;

import io.spendcast.domain.prediction.ScoredRows;

final class InMemoryScoredRowsTest extends ScoredRowsContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected ScoredRows rows() {
    return new InMemoryScoredRows(lake);
  }
}
