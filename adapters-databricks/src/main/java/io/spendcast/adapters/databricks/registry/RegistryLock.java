package io.spendcast.adapters.databricks.registry;

import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelLock;
import io.spendcast.domain.registry.ModelLock.Held;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The lock of a model, as a second model beside it. Neither registry of the platform has a
 * compare-and-set, neither on aliases nor on stages. Files are uploaded outside of the lock.
 */
final class RegistryLock implements ModelLock.Place<RuntimeException> {
  private static final String LOCK = "_spendcast_lock";
  private static final String DEAD = LOCK + "_dead_";
  private static final int ATTEMPTS = 40;

  private final RegistryProtocol model;
  private final Workspace workspace;
  private final Clock clock;

  RegistryLock(RegistryProtocol model, Workspace workspace, Clock clock) {
    this.model = model;
    this.workspace = workspace;
    this.clock = clock;
  }

  <T> T holding(Supplier<T> work) {
    return new ModelLock<>(this, UUID.randomUUID().toString(), clock).holding(work::get);
  }

  /** A lost answer says nothing: whose lock it is, is read then. */
  @Override
  public boolean create(String owner) {
    try {
      return model.create(LOCK, owner);
    } catch (SpendcastException e) {
      if (e.kind() != Kind.OUTCOME_UNKNOWN) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Optional<Held> find() {
    return model.note(LOCK).map(note -> new Held(note.text(), note.written(), false));
  }

  @Override
  public void setAside(Held dead) {
    try {
      model.rename(LOCK, DEAD + dead.since().toEpochMilli());
    } catch (SpendcastException e) {
      // Another was first, or the next lock is there already, whose new name would be in use.
      if (find().filter(dead::equals).isPresent()) {
        throw e;
      }
    }
  }

  @Override
  public void free(String owner) {
    try {
      find().filter(lock -> lock.owner().equals(owner)).ifPresent(lock -> model.delete(LOCK));
    } catch (SpendcastException e) {
      // The work is done, or has failed for a better reason; the lock goes by its age.
      return;
    }
  }

  @Override
  public void clear() {
    try {
      model.beginningWith(DEAD).forEach(model::delete);
    } catch (SpendcastException e) {
      // Whoever meets a dead lock next deletes these, too.
      return;
    }
  }

  @Override
  public void await(int attempt) {
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
