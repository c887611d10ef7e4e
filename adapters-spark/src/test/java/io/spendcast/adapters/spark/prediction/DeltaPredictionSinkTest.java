package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.scoring.DeltaPanelLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.TableName;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.testkit.PredictionSinkContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class DeltaPredictionSinkTest extends PredictionSinkContract {
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
  protected PredictionSink sink() {
    return new DeltaPredictionSink(
        lake, new TableName("predictions/tpcds/customer_spend_predictions"));
  }
}
