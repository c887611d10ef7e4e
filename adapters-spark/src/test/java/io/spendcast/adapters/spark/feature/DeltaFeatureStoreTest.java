package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.feature.FeatureStore;
import io.spendcast.testkit.FeatureStoreContract;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeltaFeatureStoreTest extends FeatureStoreContract {
  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected FeatureStore store() {
    return new DeltaFeatureStore(
        delta(),
        SourceArea.REFERENCE,
        DeltaTestLake.mappings(SalesFixture.STORE, SalesFixture.WEB));
  }

  private Lake delta() {
    return new Lake(TestSession.session(), directory.toString());
  }
}
