package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.testkit.FeatureStatisticsContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SparkFeatureStatisticsTest extends FeatureStatisticsContract {
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
  protected FeatureStatistics statistics() {
    return new SparkFeatureStatistics(lake);
  }
}
