package io.spendcast.testkit;

import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.TrackedRun;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class InMemoryStoreAuditTest extends StoreAuditContract {
  @TempDir private Path directory;
  private InMemoryExperimentTracker tracker;

  private InMemoryExperimentTracker opened() {
    if (tracker == null) {
      tracker = new InMemoryExperimentTracker(directory);
    }
    return tracker;
  }

  @Override
  protected ExperimentTracker tracker() {
    return opened();
  }

  @Override
  protected StoreAudit audit() {
    return new InMemoryStoreAudit(opened());
  }

  @Override
  protected void damage(TrackedRun run) {
    opened().damage(run);
  }
}
