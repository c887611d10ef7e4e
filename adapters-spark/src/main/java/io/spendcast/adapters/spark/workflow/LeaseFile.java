package io.spendcast.adapters.spark.workflow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A file that says who holds a lease, locked by who does, and gone when it is given back. */
final class LeaseFile {
  // A file lock belongs to the whole JVM, and closing any channel of the file gives it up, even one
  // that only read it. So what keeps the threads of a JVM apart must belong to the JVM, too.
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final boolean madeDirectory;

  private LeaseFile(Path file, FileChannel channel, boolean madeDirectory) {
    this.file = file;
    this.channel = channel;
    this.madeDirectory = madeDirectory;
  }

  /** The lease, or nothing if another process or thread has it. */
  static Optional<LeaseFile> acquire(Path file, String text) throws IOException {
    if (HELD.putIfAbsent(file, text) != null) {
      return Optional.empty();
    }
    Optional<LeaseFile> acquired = Optional.empty();
    try {
      acquired = locked(file, text);
      return acquired;
    } finally {
      if (acquired.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  /**
   * Who had it before may delete the file while it is opened; then there is another one to lock.
   */
  private static Optional<LeaseFile> locked(Path file, String text) throws IOException {
    while (true) {
      boolean made = !Files.exists(file.getParent());
      Files.createDirectories(file.getParent());
      try {
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Object opened = key(file);
        FileLock lock = channel.tryLock();
        if (lock == null) {
          channel.close();
          return Optional.empty();
        }
        if (key(file).equals(opened)) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
          return Optional.of(new LeaseFile(file, channel, made));
        }
        channel.close();
      } catch (NoSuchFileException e) {
        // It was deleted in between: once more, with the next one.
        Thread.onSpinWait();
      }
    }
  }

  private static Object key(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return Optional.ofNullable(key).orElse(file);
  }

  /** Who holds it, as far as that can be said. */
  static String holder(Path file) {
    String own = HELD.get(file);
    if (own != null) {
      return own;
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "which has just begun or ended";
    }
  }

  void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
      if (madeDirectory) {
        Files.deleteIfExists(file.getParent());
      }
    } catch (DirectoryNotEmptyException e) {
      // The work has put something into the new lake: so it stays.
      return;
    } catch (IOException e) {
      // A lake that was deleted or locked meanwhile needs no lease, and the work was done or not.
      return;
    } finally {
      HELD.remove(file);
    }
  }
}
