package io.spendcast.domain.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets one writer at a time change a model in a registry that has no compare-and-set.
 *
 * <p>Such a registry gives a name to one registered model only. So whoever creates a second model
 * by the name of the lock may write, and deletes it afterwards. What a crash left goes at once if
 * its writer is seen to be dead, else after a few minutes, many times as long as a change takes.
 *
 * <p>Several may find the same dead lock, and none of them may take the next lock for it. So they
 * do not delete it but rename it, by the time at which it was created. One of them succeeds. The
 * others are refused, also when the next lock is there by then, since the new name is in use until
 * the work is done.
 *
 * @param <X> the failures of the registry
 */
public final class ModelLock<X extends Exception> {
  private static final Duration OLD = Duration.ofMinutes(5);

  private final Place<X> place;
  private final String owner;
  private final Clock clock;
  private boolean metDead;

  /**
   * A lock that is not held yet.
   *
   * @param owner a text of this writer alone
   */
  public ModelLock(Place<X> place, String owner, Clock clock) {
    this.place = place;
    this.owner = owner;
    this.clock = clock;
  }

  /** Works while the lock is held. */
  public <T> T holding(Work<T, X> work) throws X {
    for (int attempt = 1; !isTaken(); attempt++) {
      place.await(attempt);
    }
    try {
      return work.run();
    } finally {
      place.free(owner);
      if (metDead) {
        place.clear();
      }
    }
  }

  /** A dead lock is set aside, so that the name is to be had at the next attempt. */
  private boolean isTaken() throws X {
    if (place.create(owner)) {
      return true;
    }
    Optional<Held> held = place.find();
    if (held.filter(lock -> lock.owner().equals(owner)).isPresent()) {
      return true;
    }
    Optional<Held> dead = held.filter(this::isDead);
    if (dead.isPresent()) {
      metDead = true;
      place.setAside(dead.get());
    }
    return false;
  }

  private boolean isDead(Held lock) {
    return lock.isAbandoned() || lock.since().isBefore(clock.instant().minus(OLD));
  }

  /**
   * A lock that somebody holds.
   *
   * @param owner who holds it
   * @param since when it was created, by the registry's clock
   * @param isAbandoned whether its writer is seen to be dead
   */
  public record Held(String owner, Instant since, boolean isAbandoned) {}

  /** What is done while the lock is held. */
  public interface Work<T, X extends Exception> {
    /** Does the work. */
    T run() throws X;
  }

  /**
   * The registry that keeps the lock, as a model without versions.
   *
   * @param <X> its failures
   */
  public interface Place<X extends Exception> {
    /** Creates the lock; false if there is one, or if the answer was lost. */
    boolean create(String owner) throws X;

    /** The lock as it is. */
    Optional<Held> find() throws X;

    /**
     * Renames a dead lock to a name made of the time at which it was created; does nothing if
     * another writer did it before.
     */
    void setAside(Held dead) throws X;

    /** Deletes the lock if it is this owner's. If no answer comes, it stays and goes by its age. */
    void free(String owner) throws X;

    /** Deletes the locks that were set aside, as far as answers come. */
    void clear() throws X;

    /** Waits before another attempt; throws {@code CONFLICT} when it was long enough. */
    void await(int attempt) throws X;
  }
}
