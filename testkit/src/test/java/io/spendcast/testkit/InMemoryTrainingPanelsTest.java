package io.spendcast.testkit;

import io.spendcast.domain.training.TrainingPanels;

final class InMemoryTrainingPanelsTest extends TrainingPanelsContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected TrainingPanels panels() {
    return new InMemoryTrainingPanels(lake);
  }
}
