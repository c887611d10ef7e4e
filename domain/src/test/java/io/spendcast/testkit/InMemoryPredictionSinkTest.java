package io.spendcast.testkit;

import io.spendcast.domain.prediction.PredictionSink;

final class InMemoryPredictionSinkTest extends PredictionSinkContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected PredictionSink sink() {
    return new InMemoryPredictionSink(lake);
  }
}
