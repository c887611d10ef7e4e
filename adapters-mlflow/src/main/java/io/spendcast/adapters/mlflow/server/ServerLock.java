package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import io.spendcast.adapters.mlflow.http.NoResponse;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets one writer at a time change a model.
 *
 * <p>MLflow has no compare-and-set, but it gives a name to one registered model only. So whoever
 * creates {@code <model>.lock} may write, and deletes it afterwards. What a crash left goes at once
 * where its process is seen to be dead, else after a few minutes, many times as long as any change
 * takes.
 *
 * <p>Several may find the same dead lock, and none of them may take the next lock for it. So they
 * do not delete it but rename it, by the time at which it was created. One of them succeeds. The
 * others are refused, also when the next lock is there by then, since the new name is in use until
 * the work is done.
 */
final class ServerLock {
  private static final Duration OLD = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String OWNER_TAG = TagKey.LOCK_OWNER.key();

  private final String name;
  private final String dead;
  private final LockOwner owner = LockOwner.create();
  private final Server server;
  private final HttpCalls calls;
  private final Clock clock;
  private boolean metDead;

  ServerLock(ModelName model, Server server, Clock clock) {
    this.name = model + ".lock";
    this.dead = name + ".dead-";
    this.server = server;
    this.calls = server.calls();
    this.clock = clock;
  }

  <T> T holding(Work<T> work) throws IOException {
    acquire();
    try {
      return work.run();
    } finally {
      letGo();
    }
  }

  private void letGo() throws IOException {
    try {
      if (isOurs()) {
        delete(name);
      }
      if (metDead) {
        deleteDead();
      }
    } catch (NoResponse e) {
      // The work is done, or has failed for a better reason; the lock goes by its age.
      return;
    }
  }

  private void acquire() throws IOException {
    long start = System.nanoTime();
    while (!isTaken()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new SpendcastException(
            Kind.CONFLICT,
            "Cannot change the model: another writer has held %s for long.".formatted(name),
            "If nobody is at work, delete the registered model " + name + " in MLflow.");
      }
      pause();
    }
  }

  private boolean isTaken() throws IOException {
    try {
      return calls.createOnce(this::create, () -> Optional.of(isOurs()).filter(ours -> ours));
    } catch (ServerRefusal e) {
      if (!e.isPresence()) {
        throw e;
      }
      return isOurs() || takeOver();
    } catch (NoResponse e) {
      throw e.withoutEffect();
    }
  }

  private boolean create() throws IOException {
    calls.create("registered-models/create", body());
    return true;
  }

  private Map<String, Object> body() {
    return Map.of(
        "name",
        name,
        "description",
        "Spendcast changes the model; this goes when that is done.",
        "tags",
        List.of(KeyValues.pair(OWNER_TAG, owner.text())));
  }

  /** Sets aside the lock of a dead process or an old one; the name is to be had at the next try. */
  private boolean takeOver() throws IOException {
    JsonNode lock = find();
    long created = lock.path("creation_timestamp").asLong();
    boolean old = Instant.ofEpochMilli(created).isBefore(clock.instant().minus(OLD));
    if (!lock.isMissingNode() && (old || owner(lock).filter(LockOwner::isDead).isPresent())) {
      setAside(lock, dead + created);
    }
    return false;
  }

  private void setAside(JsonNode lock, String target) throws IOException {
    metDead = true;
    try {
      calls.send("POST", "registered-models/rename", Map.of("name", name, "new_name", target));
    } catch (ServerRefusal e) {
      // MLflow refuses the second of two renames in several ways.
      if (find().equals(lock)) {
        throw e;
      }
    }
  }

  private void deleteDead() throws IOException {
    JsonNode models =
        calls
            .get("registered-models/search", Map.of("filter", "name LIKE '%s%%'".formatted(dead)))
            .path("registered_models");
    for (JsonNode model : models) {
      delete(model.path("name").asText());
    }
  }

  private boolean isOurs() throws IOException {
    return owner(find()).filter(owner::equals).isPresent();
  }

  private static Optional<LockOwner> owner(JsonNode lock) {
    for (JsonNode tag : lock.path("tags")) {
      if (tag.path("key").asText().equals(OWNER_TAG)) {
        return Optional.of(new LockOwner(tag.path("value").asText()));
      }
    }
    return Optional.empty();
  }

  private JsonNode find() throws IOException {
    try {
      return calls.get("registered-models/get", Map.of("name", name)).path("registered_model");
    } catch (ServerRefusal e) {
      if (e.isAbsence()) {
        return MissingNode.getInstance();
      }
      throw e;
    }
  }

  private void delete(String model) throws IOException {
    try {
      // The work may have used up its time, and the lock must not stay for that.
      server.calls().send("DELETE", "registered-models/delete", Map.of("name", model));
    } catch (ServerRefusal e) {
      if (!e.isAbsence()) {
        throw e;
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another writer");
    }
  }
}
