package io.spendcast.testkit;

import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryScorerTest extends ScorerContract {
  private final InMemoryLake lake = new InMemoryLake();
  @TempDir private Path models;
  private Trainer trainer;

  @BeforeEach
  void open() {
    trainer = new InMemoryTrainer(lake, models);
  }

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected Trainer trainer() {
    return trainer;
  }

  @Override
  protected Scorer scorer() {
    return new InMemoryScorer(lake);
  }
}
