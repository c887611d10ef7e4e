package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.mlflow.http.Access;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.adapters.mlflow.http.Timeouts;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.testkit.mlflow.MlflowServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerLockTest {
  private static final int WRITERS = 4;

  @RegisterExtension static final MlflowServer SERVER = MlflowServer.current();

  private final ModelName model = new ModelName("locked-" + UUID.randomUUID());
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void of_many_who_find_a_dead_lock_one_at_a_time_goes_on_and_none_of_it_stays() throws Exception {
    Assumptions.assumeTrue(LockOwner.place().isPresent(), "this system names no processes");
    for (int round = 0; round < 3; round++) {
      leaveDeadLock();
      allAtOnce();
    }
    assertThat(most).hasValue(1);
    assertThat(locks()).isEmpty();
  }

  @Test
  void who_lost_the_lock_to_another_leaves_it_there() throws Exception {
    lock()
        .holding(
            () -> {
              delete(model + ".lock");
              create("somebody else");
              return true;
            });
    assertThat(locks()).containsExactly(model + ".lock");
  }

  @Test
  void a_lock_does_not_outlive_work_that_took_longer_than_its_requests_may() throws Exception {
    Timeouts brief =
        new Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    lock(brief)
        .holding(
            () -> {
              assertThat(locks()).hasSize(1);
              work(Duration.ofMillis(1100));
              return true;
            });
    assertThat(locks()).isEmpty();
  }

  private void allAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(
            threads.submit(
                () -> {
                  start.await();
                  return lock().holding(this::work);
                }));
      }
      for (Future<Boolean> writer : writers) {
        assertThat(writer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean work() {
    return work(Duration.ofMillis(50));
  }

  private boolean work(Duration time) {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inside.decrementAndGet();
    return true;
  }

  private ServerLock lock() {
    return lock(Timeouts.DEFAULT);
  }

  private ServerLock lock(Timeouts timeouts) {
    ServerAddress address = ServerAddress.parse("tracking.uri", SERVER.uri().toString());
    Server server = new Server(address, Access.NONE, timeouts);
    return new ServerLock(model, server, Clock.systemUTC());
  }

  private void leaveDeadLock() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-version").start();
    process.waitFor();
    String place = LockOwner.place().orElseThrow();
    create("dead " + LockOwner.ofProcess(place, process.pid()));
  }

  private void create(String owner) {
    ServedRun.send(
        "POST",
        SERVER.uri(),
        "/api/2.0/mlflow/registered-models/create",
        """
        {"name": "%s.lock", "tags": [{"key": "spendcast.lock_owner", "value": "%s"}]}
        """
            .formatted(model, owner));
  }

  private void delete(String name) {
    ServedRun.send(
        "DELETE",
        SERVER.uri(),
        "/api/2.0/mlflow/registered-models/delete",
        "{\"name\": \"%s\"}".formatted(name));
  }

  private List<String> locks() {
    List<String> names = new ArrayList<>();
    ServedRun.json("GET", SERVER.uri(), "/api/2.0/mlflow/registered-models/search", "")
        .path("registered_models")
        .forEach(found -> names.add(found.path("name").asText()));
    return names.stream().filter(name -> name.startsWith(model + ".lock")).toList();
  }
}
