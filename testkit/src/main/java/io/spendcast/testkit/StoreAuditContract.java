package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link StoreAudit} does. */
public abstract class StoreAuditContract {
  private static final Instant NOW = Instant.parse("2003-01-02T10:00:00Z");

  /** A tracker that keeps its runs where the audit looks. */
  protected abstract ExperimentTracker tracker();

  /** An audit of that store; asked again, another of the same store. */
  protected abstract StoreAudit audit();

  /** Damages what is kept of a run. */
  protected abstract void damage(TrackedRun run);

  private TrackedRun recorded() {
    return tracker()
        .record(
            new RunRecord(
                "key",
                "linear",
                Optional.empty(),
                Map.of("seed", "7"),
                Map.of("rmse", 1.5),
                Map.of("spendcast.verdict", "SKILL"),
                List.of(),
                Optional.empty(),
                NOW,
                NOW));
  }

  @Test
  void a_store_without_runs_has_no_flaws() {
    assertThat(audit().flaws()).isEmpty();
  }

  @Test
  void what_was_recorded_has_no_flaws() {
    recorded();
    assertThat(audit().flaws()).isEmpty();
  }

  @Test
  void what_is_damaged_is_named_and_is_recorded_anew() {
    TrackedRun run = recorded();
    damage(run);
    assertThat(audit().flaws())
        .singleElement()
        .satisfies(
            flaw -> {
              assertThat(flaw.place()).contains(run.id());
              assertThat(flaw.damages()).isNotEmpty();
            });
    assertThat(tracker().find("key")).isEmpty();
    assertThat(recorded().id()).isNotEqualTo(run.id());
  }

  @Test
  void what_is_given_up_is_damaged_no_more_and_still_nobody_relies_on_it() {
    damage(recorded());
    StoreFlaw flaw = audit().flaws().get(0);
    audit().giveUp(flaw);
    assertThat(audit().flaws())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.place()).isEqualTo(flaw.place());
              assertThat(left.damages()).isEmpty();
              assertThat(left.remarks()).isNotEmpty();
            });
    assertThat(tracker().find("key")).isEmpty();
  }
}
