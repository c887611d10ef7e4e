package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time work on a store. A process that dies lets go. */
final class StoreLock {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(10);

  // A file lock belongs to the whole JVM, and closing any channel of the file gives it up. So what
  // keeps the threads apart must belong to the whole JVM, too.
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private StoreLock() {}

  static <T> T holding(Path file, Work<T> work) throws IOException {
    return holding(file, PATIENCE, work);
  }

  static <T> T holding(Path file, Duration patience, Work<T> work) throws IOException {
    ReentrantLock threads = THREADS.computeIfAbsent(file, f -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      acquire(channel, file, patience);
      return work.run();
    } finally {
      threads.unlock();
    }
  }

  /** Waits for other processes; closing the channel lets go. */
  private static void acquire(FileChannel channel, Path file, Duration patience)
      throws IOException {
    long start = System.nanoTime();
    while (channel.tryLock() == null) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new SpendcastException(
            Kind.CONFLICT,
            "Cannot use the MLflow store: another process has held %s for %s seconds."
                .formatted(file, patience.toSeconds()),
            "Another writer is at work; wait for it, then run the same command again.");
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for another process");
    }
  }
}
