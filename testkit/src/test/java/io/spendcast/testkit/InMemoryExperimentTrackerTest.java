package io.spendcast.testkit;

import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryExperimentTrackerTest extends ExperimentTrackerContract {
  @TempDir private Path models;
  private InMemoryExperimentTracker tracker;

  @BeforeEach
  void open() {
    tracker = new InMemoryExperimentTracker(models);
  }

  @Override
  protected ExperimentTracker tracker() {
    return tracker;
  }

  @Override
  protected RunRecord recorded(TrackedRun run) {
    return tracker.recorded(run);
  }
}
