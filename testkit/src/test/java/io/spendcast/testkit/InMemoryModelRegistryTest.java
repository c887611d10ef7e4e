package io.spendcast.testkit;

import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryModelRegistryTest extends ModelRegistryContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2003-01-02T11:00:00Z"), ZoneOffset.UTC);

  private final ModelRegistry registry = new InMemoryModelRegistry(CLOCK);
  @TempDir private Path models;
  private ExperimentTracker tracker;

  @BeforeEach
  void open() {
    tracker = new InMemoryExperimentTracker(models);
  }

  @Override
  protected ModelRegistry registry() {
    return registry;
  }

  @Override
  protected ExperimentTracker tracker() {
    return tracker;
  }
}
