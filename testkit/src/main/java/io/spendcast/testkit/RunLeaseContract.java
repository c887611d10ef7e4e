package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.workflow.RunLease;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link RunLease} does. */
public abstract class RunLeaseContract {
  /** A lease on the lake of the test; asked again, another on the same. */
  protected abstract RunLease lease();

  @Test
  void gives_what_the_work_gives() {
    assertThat(lease().holding("run a", () -> 7)).isEqualTo(7);
  }

  @Test
  void nobody_else_works_meanwhile_and_is_told_who_does() {
    lease()
        .holding(
            "run a",
            () -> {
              assertFails(Kind.CONFLICT, () -> lease().holding("run b", () -> 8));
              assertThatThrownBy(() -> lease().holding("run b", () -> 8))
                  .hasMessageContaining("run a");
              return 7;
            });
  }

  @Test
  void ends_with_the_work_however_that_ends() {
    assertThatThrownBy(
            () ->
                lease()
                    .holding(
                        "run a",
                        () -> {
                          throw new IllegalStateException("failed");
                        }))
        .hasMessage("failed");
    assertThat(lease().holding("run b", () -> 8)).isEqualTo(8);
    assertThat(lease().holding("run c", () -> 9)).isEqualTo(9);
  }

  @Test
  void of_many_threads_one_at_a_time_works() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              try {
                lease()
                    .holding(
                        "run " + i,
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          Thread.onSpinWait();
                          return inside.decrementAndGet();
                        });
                done.incrementAndGet();
              } catch (io.spendcast.domain.SpendcastException e) {
                assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
              }
            });
    assertThat(most).hasValue(1);
    assertThat(done.get()).isPositive();
  }
}
