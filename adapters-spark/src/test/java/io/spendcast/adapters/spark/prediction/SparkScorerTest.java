package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Trainer;
import io.spendcast.testkit.ScorerContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SparkScorerTest extends ScorerContract {
  private Lake lake;
  private SparkTrainer trainer;

  @BeforeAll
  void open(@TempDir Path directory) {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    trainer = new SparkTrainer(lake, directory.resolve("models"));
  }

  @AfterAll
  void close() {
    trainer.close();
  }

  @Override
  protected TestLake lake() {
    return new DeltaPanelLake(lake);
  }

  @Override
  protected Trainer trainer() {
    return trainer;
  }

  @Override
  protected Scorer scorer() {
    return new SparkScorer(lake, DeltaPanelLake.SCORED);
  }
}
