package io.spendcast.testkit;

import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import java.util.List;

/** Knows which runs of an {@link InMemoryExperimentTracker} were damaged. */
public final class InMemoryStoreAudit implements StoreAudit {
  private final InMemoryExperimentTracker tracker;

  /** Looks at this tracker. */
  public InMemoryStoreAudit(InMemoryExperimentTracker tracker) {
    this.tracker = tracker;
  }

  @Override
  public List<StoreFlaw> flaws() {
    return tracker.damaged().entrySet().stream()
        .map(
            run ->
                Boolean.TRUE.equals(run.getValue())
                    ? new StoreFlaw(run.getKey(), List.of(), List.of("it was given up"))
                    : new StoreFlaw(run.getKey(), List.of("it was damaged"), List.of()))
        .toList();
  }

  @Override
  public void giveUp(StoreFlaw flaw) {
    tracker.giveUp(flaw.place());
  }
}
