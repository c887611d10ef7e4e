package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import io.spendcast.adapters.mlflow.http.NoResponse;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelLock;
import io.spendcast.domain.registry.ModelLock.Held;
import io.spendcast.domain.registry.ModelName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lock of a model, as the registered model {@code <model>.lock} on the server. */
final class ServerLock implements ModelLock.Place<IOException> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String OWNER_TAG = TagKey.LOCK_OWNER.key();

  private final String name;
  private final String dead;
  private final Server server;
  private final HttpCalls calls;
  private final Clock clock;
  private final long start = System.nanoTime();

  ServerLock(ModelName model, Server server, Clock clock) {
    this.name = model + ".lock";
    this.dead = name + ".dead-";
    this.server = server;
    this.calls = server.calls();
    this.clock = clock;
  }

  <T> T holding(Work<T> work) throws IOException {
    return new ModelLock<>(this, LockOwner.create().text(), clock).holding(work::run);
  }

  @Override
  public boolean create(String owner) throws IOException {
    try {
      return calls.createOnce(
          () -> made(owner),
          () -> find().filter(lock -> lock.owner().equals(owner)).map(ours -> true));
    } catch (ServerRefusal e) {
      if (!e.isPresence()) {
        throw e;
      }
      return false;
    } catch (NoResponse e) {
      throw e.withoutEffect();
    }
  }

  private boolean made(String owner) throws IOException {
    calls.create("registered-models/create", body(owner));
    return true;
  }

  private Map<String, Object> body(String owner) {
    return Map.of(
        "name",
        name,
        "description",
        "Spendcast changes the model; this goes when that is done.",
        "tags",
        List.of(KeyValues.pair(OWNER_TAG, owner)));
  }

  @Override
  public Optional<Held> find() throws IOException {
    return find(calls);
  }

  private Optional<Held> find(HttpCalls calls) throws IOException {
    try {
      JsonNode lock =
          calls.get("registered-models/get", Map.of("name", name)).path("registered_model");
      String owner = owner(lock);
      return Optional.of(
          new Held(
              owner,
              Instant.ofEpochMilli(lock.path("creation_timestamp").asLong()),
              new LockOwner(owner).isDead()));
    } catch (ServerRefusal e) {
      if (e.isAbsence()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String owner(JsonNode lock) {
    for (JsonNode tag : lock.path("tags")) {
      if (tag.path("key").asText().equals(OWNER_TAG)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }

  @Override
  public void setAside(Held lock) throws IOException {
    try {
      calls.send(
          "POST",
          "registered-models/rename",
          Map.of("name", name, "new_name", dead + lock.since().toEpochMilli()));
    } catch (ServerRefusal e) {
      // MLflow refuses the second of two renames in several ways.
      if (find().filter(lock::equals).isPresent()) {
        throw e;
      }
    } catch (NoResponse e) {
      throw e.withoutEffect();
    }
  }

  @Override
  public void free(String owner) throws IOException {
    try {
      // The work may have used up its time, and the lock must not stay for that.
      HttpCalls inTime = server.calls();
      if (find(inTime).filter(lock -> lock.owner().equals(owner)).isPresent()) {
        delete(inTime, name);
      }
    } catch (NoResponse e) {
      // The work is done, or has failed for a better reason; the lock goes by its age.
      return;
    }
  }

  @Override
  public void clear() throws IOException {
    try {
      HttpCalls inTime = server.calls();
      JsonNode models =
          inTime
              .get("registered-models/search", Map.of("filter", "name LIKE '%s%%'".formatted(dead)))
              .path("registered_models");
      for (JsonNode model : models) {
        delete(inTime, model.path("name").asText());
      }
    } catch (NoResponse e) {
      // Whoever meets a dead lock next deletes these, too.
      return;
    }
  }

  private static void delete(HttpCalls calls, String model) throws IOException {
    try {
      calls.send("DELETE", "registered-models/delete", Map.of("name", model));
    } catch (ServerRefusal e) {
      if (!e.isAbsence()) {
        throw e;
      }
    }
  }

  @Override
  public void await(int attempt) throws IOException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot change the model: another writer has held %s for long.".formatted(name),
          "If nobody is at work, delete the registered model " + name + " in MLflow.");
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another writer");
    }
  }
}
