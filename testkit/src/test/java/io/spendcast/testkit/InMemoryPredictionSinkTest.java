package io.spendcast.testkit;

import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.ScoredRows;
import java.util.List;

final class InMemoryPredictionSinkTest extends PredictionSinkContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected PredictionSink sink(ScoredRows scored) {
    return new InMemoryPredictionSink(lake);
  }

  @Override
  protected List<PredictionRow> published() {
    return lake.latest(InMemoryLake.PREDICTIONS).map(lake::predictions).orElse(List.of());
  }

  @Override
  protected void empty() {
    lake.empty(InMemoryLake.PREDICTIONS);
  }

  @Override
  protected void remove() {
    lake.remove(InMemoryLake.PREDICTIONS);
  }
}
