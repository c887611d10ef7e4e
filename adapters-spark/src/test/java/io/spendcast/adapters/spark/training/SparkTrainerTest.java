package io.spendcast.adapters.spark.training;

import io.spendcast.adapters.spark.prediction.SparkScorer;
import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Trainer;
import io.spendcast.testkit.TestLake;
import io.spendcast.testkit.TrainerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SparkTrainerTest extends TrainerContract {
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
  protected boolean tellsItsCurve(Algorithm algorithm) {
    return algorithm == Algorithm.XGBOOST;
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
