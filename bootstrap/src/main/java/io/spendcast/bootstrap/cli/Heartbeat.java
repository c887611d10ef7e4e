package io.spendcast.bootstrap.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something every second until it is closed, on a thread that keeps no process alive. */
record Heartbeat(ScheduledExecutorService thread, ScheduledFuture<?> beats)
    implements AutoCloseable {
  static Heartbeat of(Runnable beat) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "progress");
              daemon.setDaemon(true);
              return daemon;
            });
    return new Heartbeat(thread, thread.scheduleWithFixedDelay(beat, 1, 1, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    beats.cancel(false);
    thread.shutdownNow();
  }
}
