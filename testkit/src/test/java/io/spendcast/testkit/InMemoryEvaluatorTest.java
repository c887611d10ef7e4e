package io.spendcast.testkit;

import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryEvaluatorTest extends EvaluatorContract {
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

  @Override
  protected Evaluator evaluator() {
    return new InMemoryEvaluator(lake);
  }
}
