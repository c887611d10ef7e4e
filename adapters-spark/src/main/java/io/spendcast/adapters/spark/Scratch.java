package io.spendcast.adapters.spark;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A directory for files that need not outlast the process. Only its user can look into it, and it
 * is gone with the process; what a killed one left, the next one of the same user removes.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "spendcast-scratch-";

  /** Locked for as long as the process needs the directory. */
  private static final String IN_USE = ".in-use";

  /** Longer than any process needs to lock what it made. */
  private static final Duration BEGINNING = Duration.ofHours(1);

  /** It belongs to the process and to nothing within it, so it is made at the first question. */
  private static final AtomicReference<Scratch> OWN = new AtomicReference<>();

  private final Path directory;
  private final FileChannel lock;
  private final Thread atTheEnd = new Thread(this::clear, "scratch-clear");

  private Scratch(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Where this machine keeps temporary files; the same whenever it is asked for. */
  static synchronized Path ofThisProcess() {
    if (OWN.get() == null) {
      OWN.set(below(Path.of(System.getProperty("java.io.tmpdir"))));
    }
    return OWN.get().directory();
  }

  static Scratch below(Path parent) {
    try {
      // With rights for nobody else, and never one that is there already.
      Path directory = Files.createTempDirectory(parent, PREFIX);
      FileChannel lock = locked(directory);
      sweep(parent, directory);
      Scratch scratch = new Scratch(directory, lock);
      Runtime.getRuntime().addShutdownHook(scratch.atTheEnd);
      return scratch;
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot keep temporary files in %s: %s.".formatted(parent, e.getMessage()),
          "Make room there, or name another directory: -Djava.io.tmpdir=DIRECTORY.",
          e);
    }
  }

  /** The file gets its name once it is locked, so that nobody takes it for a dead one's. */
  private static FileChannel locked(Path directory) throws IOException {
    Path unnamed = directory.resolve(IN_USE + ".new");
    FileChannel lock =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(unnamed, directory.resolve(IN_USE));
    return lock;
  }

  Path directory() {
    return directory;
  }

  private static void sweep(Path parent, Path own) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      for (Path left : entries.filter(Scratch::isOne).filter(dir -> !dir.equals(own)).toList()) {
        if (isLeft(left, own)) {
          delete(left);
        }
      }
    }
  }

  private static boolean isOne(Path path) {
    return path.getFileName().toString().startsWith(PREFIX)
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether it is there and nobody's; its owner, or another sweep, may delete it meanwhile. */
  private static boolean isLeft(Path directory, Path own) {
    try {
      return Files.getOwner(directory).equals(Files.getOwner(own)) && isDead(directory, own);
    } catch (IOException e) {
      return false;
    }
  }

  /** A dead process holds no lock; one that has just begun has none yet. */
  private static boolean isDead(Path directory, Path own) throws IOException {
    Path inUse = directory.resolve(IN_USE);
    if (!Files.exists(inUse, LinkOption.NOFOLLOW_LINKS)) {
      return isOld(directory, own);
    }
    try (FileChannel lock = FileChannel.open(inUse, StandardOpenOption.WRITE)) {
      return lock.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  /** Its process was killed before it had a lock, or while it cleared up. */
  private static boolean isOld(Path directory, Path own) throws IOException {
    Instant changed = Files.getLastModifiedTime(directory).toInstant();
    return changed.plus(BEGINNING).isBefore(Files.getLastModifiedTime(own).toInstant());
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Somebody may still write or, as Spark at its end, delete there; the next process removes
      // what is left.
      return;
    }
  }

  private void clear() {
    try {
      delete(directory);
      lock.close();
    } catch (IOException e) {
      // The lock ends with the process.
      return;
    }
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook does the same.
      return;
    }
  }
}
