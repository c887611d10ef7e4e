package io.spendcast.testkit;

import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.training.Trainer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class InMemoryLeakSamplerTest extends LeakSamplerContract {
  private final InMemoryLake lake = new InMemoryLake();
  @TempDir private Path directory;
  private InMemoryTrainer trainer;

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected FeatureStore store() {
    return new InMemoryFeatureStore(lake);
  }

  @Override
  protected Trainer trainer() {
    if (trainer == null) {
      trainer = new InMemoryTrainer(lake, directory);
    }
    return trainer;
  }

  @Override
  protected LeakSampler sampler() {
    return new InMemoryLeakSampler(lake);
  }
}
