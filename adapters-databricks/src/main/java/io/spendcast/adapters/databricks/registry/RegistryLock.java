package io.spendcast.adapters.databricks.registry;

import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets one writer at a time number a version or move one.
 *
 * <p>The platform has no compare-and-set, neither on aliases nor on stages, but gives a name to one
 * registered model only: whoever makes a second model with the lock's name may write, and deletes
 * it afterwards. What a crash left goes after a few minutes, many times as long as a change takes;
 * files are uploaded outside of the lock.
 */
final class RegistryLock {
  private static final Duration OLD = Duration.ofMinutes(5);
  private static final int ATTEMPTS = 40;

  private final RegistryProtocol model;
  private final Workspace workspace;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();

  RegistryLock(RegistryProtocol model, Workspace workspace, Clock clock) {
    this.model = model;
    this.workspace = workspace;
    this.clock = clock;
  }

  <T> T holding(Supplier<T> work) {
    acquire();
    try {
      return work.get();
    } finally {
      release();
    }
  }

  private void acquire() {
    for (int attempt = 1; !isTaken(); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new SpendcastException(
            Kind.CONFLICT,
            "Cannot change the model %s: another writer has held its lock for long."
                .formatted(model.name()),
            "Try again in five minutes, when a lock that a crash left goes by itself.");
      }
      workspace.pause(1);
    }
  }

  private boolean isTaken() {
    if (isMade()) {
      return true;
    }
    Optional<RegistryProtocol.Held> held = model.lock();
    if (held.filter(lock -> lock.owner().equals(owner)).isPresent()) {
      return true;
    }
    held.filter(lock -> lock.since().isBefore(clock.instant().minus(OLD)))
        .ifPresent(old -> model.deleteLock());
    return false;
  }

  /** A lost answer says nothing: whose lock it is, is read then. */
  private boolean isMade() {
    try {
      return model.createLock(owner);
    } catch (SpendcastException e) {
      if (e.kind() != Kind.OUTCOME_UNKNOWN) {
        throw e;
      }
      return false;
    }
  }

  private void release() {
    try {
      model.deleteLock();
    } catch (SpendcastException e) {
      // The work is done, or has failed for a better reason; the lock goes by its age.
      return;
    }
  }
}
