package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.sales.SourceMapping;
import io.spendcast.domain.training.Trainer;
import io.spendcast.testkit.LeakSamplerContract;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SparkLeakSamplerTest extends LeakSamplerContract {
  private static final List<SourceMapping> MAPPINGS =
      DeltaTestLake.mappings(SalesFixture.STORE, SalesFixture.WEB);

  @TempDir private Path directory;
  private Lake lake;
  private SparkTrainer trainer;

  @BeforeEach
  void open() {
    lake = new Lake(TestSession.session(), directory.resolve("lake").toString());
    trainer = new SparkTrainer(lake, directory.resolve("models"));
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(lake);
  }

  @Override
  protected FeatureStore store() {
    return new DeltaFeatureStore(lake, SourceArea.REFERENCE, MAPPINGS);
  }

  @Override
  protected Trainer trainer() {
    return trainer;
  }

  @Override
  protected LeakSampler sampler() {
    return new SparkLeakSampler(lake, SourceArea.REFERENCE, MAPPINGS);
  }
}
