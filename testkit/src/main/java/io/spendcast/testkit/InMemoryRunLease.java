package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunLease;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A lease among the threads of one process. */
public final class InMemoryRunLease implements RunLease {
  private final AtomicReference<String> holder = new AtomicReference<>("");

  /** A lease that nobody holds. */
  public InMemoryRunLease() {}

  @Override
  public <T> T holding(String owner, Supplier<T> work) {
    String other = holder.compareAndExchange("", owner);
    if (!other.isEmpty()) {
      throw new SpendcastException(
          Kind.CONFLICT, "Cannot work: %s is at work.".formatted(other), "Wait for it.");
    }
    try {
      return work.get();
    } finally {
      holder.set("");
    }
  }
}
