package io.spendcast.testkit;

import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishedPredictions;

final class InMemoryPublishedPredictionsTest extends PublishedPredictionsContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected PredictionSink sink() {
    return new InMemoryPredictionSink(lake);
  }

  @Override
  protected PublishedPredictions published() {
    return new InMemoryPublishedPredictions(lake);
  }
}
