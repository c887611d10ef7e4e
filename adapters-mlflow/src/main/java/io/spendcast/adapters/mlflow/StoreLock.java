package io.spendcast.adapters.mlflow;

import io.spendcast.adapters.mlflow.MlflowErrors.Work;
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
    ReentrantLock threads = THREADS.computeIfAbsent(file, f -> new ReentrantLock());
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      acquire(channel, file);
      return work.run();
    } finally {
      threads.unlock();
    }
  }

  /** Waits for other processes; closing the channel lets go. */
  private static void acquire(FileChannel channel, Path file) throws IOException {
    long start = System.nanoTime();
    while (channel.tryLock() == null) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("another process has held " + file + " for " + PATIENCE);
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
