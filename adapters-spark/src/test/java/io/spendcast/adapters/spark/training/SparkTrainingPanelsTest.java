package io.spendcast.adapters.spark.training;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.testkit.TestLake;
import io.spendcast.testkit.TrainingPanelsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SparkTrainingPanelsTest extends TrainingPanelsContract {
  @TempDir private Path directory;
  private Lake lake;

  @BeforeEach
  void open() {
    lake = new Lake(TestSession.session(), directory.toString());
  }

  @Override
  protected TestLake lake() {
    return new DeltaPanelLake(lake);
  }

  @Override
  protected TrainingPanels panels() {
    return new SparkTrainingPanels(lake);
  }
}
