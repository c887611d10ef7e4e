package io.spendcast.bootstrap.serve;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a bounded number of requests at once. Those that come then are run by two threads that only
 * say so; if even these have too much to do, the connection is closed.
 */
final class Doors implements Executor {
  private static final int REFUSING = 2;
  private static final int WAITING = 1_000;
  private static final String REFUSER = "serve-refusing";

  private final ThreadPoolExecutor work;
  private final ThreadPoolExecutor refusing;

  Doors(int concurrency) {
    work =
        new ThreadPoolExecutor(
            0, concurrency, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), Doors::worker);
    refusing =
        new ThreadPoolExecutor(
            REFUSING,
            REFUSING,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING),
            task -> daemon(task, REFUSER));
  }

  private static Thread worker(Runnable task) {
    return daemon(task, "serve-working");
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable request) {
    try {
      work.execute(request);
    } catch (RejectedExecutionException e) {
      refusing.execute(request);
    }
  }

  /** Whether this thread has only to say that there are too many requests. */
  boolean isFull() {
    return Thread.currentThread().getName().equals(REFUSER);
  }

  void close() {
    work.shutdownNow();
    refusing.shutdownNow();
  }
}
