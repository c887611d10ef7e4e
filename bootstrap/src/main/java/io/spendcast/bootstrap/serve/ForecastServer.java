package io.spendcast.bootstrap.serve;

import com.sun.net.httpserver.HttpServer;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The service: begins to answer when it is made, and ends when what it answers is answered. */
public final class ForecastServer implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final int PAUSE = 20;

  private final HttpServer http;
  private final Doors doors;
  private final Desk desk;
  private final ServeLimits limits;
  private final ScheduledExecutorService watch;
  private final ScheduledFuture<?> looking;
  private OptionalInt unanswered = OptionalInt.empty();

  private ForecastServer(
      HttpServer http, Doors doors, Desk desk, ServeLimits limits, Duration look) {
    this.http = http;
    this.doors = doors;
    this.desk = desk;
    this.limits = limits;
    this.watch = Executors.newSingleThreadScheduledExecutor(ForecastServer::watcher);
    this.looking =
        watch.scheduleWithFixedDelay(
            desk::look, look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread watcher(Runnable task) {
    Thread thread = new Thread(task, "serve-watching");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to answer, and to look for a newer context.
   *
   * @throws SpendcastException {@code INVALID} if others than this machine could ask and no token
   *     is there; {@code UNAVAILABLE} if the port is taken
   */
  public static ForecastServer start(
      InetSocketAddress address,
      Optional<BearerToken> token,
      WatchedContext context,
      ServeLimits limits,
      Duration look) {
    requireToken(address, token);
    WireLimits.set();
    try {
      HttpServer http = HttpServer.create(address, BACKLOG);
      Doors doors = new Doors(limits.concurrency());
      Desk desk = new Desk(context, token, limits, doors);
      http.createContext("/", desk);
      http.setExecutor(doors);
      http.start();
      return new ForecastServer(http, doors, desk, limits, look);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.UNAVAILABLE,
          "Cannot serve on %s: %s.".formatted(address, e.getMessage()),
          "Name another port with --port, or another address of this machine with --host.",
          e);
    }
  }

  private static void requireToken(InetSocketAddress address, Optional<BearerToken> token) {
    if (address.isUnresolved()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot serve on %s: no such host.".formatted(address.getHostString()),
          "Name an address of this machine with --host.");
    }
    if (!address.getAddress().isLoopbackAddress() && token.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot serve on %s without a token: whoever reaches it could ask."
              .formatted(address.getHostString()),
          "Set %s to at least %s characters, or serve on 127.0.0.1."
              .formatted(BearerToken.VARIABLE, BearerToken.LEAST));
    }
  }

  /** Where it answers. */
  public InetSocketAddress address() {
    return http.getAddress();
  }

  /** Refuses what comes, answers what has come, and ends. */
  @Override
  public void close() {
    stop();
  }

  /** Ends as well, and says how many requests got no answer since they took too long. */
  public synchronized int stop() {
    if (unanswered.isEmpty()) {
      unanswered = OptionalInt.of(end());
    }
    return unanswered.getAsInt();
  }

  private int end() {
    desk.stop();
    looking.cancel(false);
    watch.shutdown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limits.stopSeconds());
    while (desk.open() > 0 && System.nanoTime() < end) {
      pause();
    }
    int left = desk.open();
    http.stop(0);
    doors.close();
    return left;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
