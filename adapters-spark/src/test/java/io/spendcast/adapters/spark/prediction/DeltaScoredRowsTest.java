package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.testkit.ScoredRowsContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DeltaScoredRowsTest extends ScoredRowsContract {
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
  protected ScoredRows rows() {
    return new DeltaScoredRows(lake);
  }
}
