package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A directory that every machine of the session reaches, through which files go that Spark writes
 * or reads and that belong on this machine. Where this machine is the only one, they go directly.
 *
 * <p>Each use has a folder of its own, which is gone afterwards.
 */
public final class SharedDirectory {
  private static final String LOCAL = "file:";

  private final LazySession session;
  private final String root;

  SharedDirectory(LazySession session, String root) {
    this.session = session;
    this.root = root;
  }

  /** Whether the session has other machines than this one. */
  public boolean isNeeded() {
    return !session.get().sparkContext().isLocal();
  }

  /** Lets Spark write to the place it is given, and brings what it wrote to the target here. */
  public void bring(java.nio.file.Path target, Consumer<String> write) throws IOException {
    if (!isNeeded()) {
      write.accept(SparkPaths.local(target));
      return;
    }
    String shared = folder();
    try {
      write.accept(shared);
      fetch(shared, target);
    } finally {
      delete(shared);
    }
  }

  /** Lets Spark read what is here, from the place it is given. */
  public <T> T lend(java.nio.file.Path source, Function<String, T> read) throws IOException {
    if (!isNeeded()) {
      return read.apply(SparkPaths.local(source));
    }
    String shared = folder();
    try {
      send(source, shared);
      return read.apply(shared);
    } finally {
      delete(shared);
    }
  }

  /**
   * Writes on an executor and reads here.
   *
   * @throws SpendcastException {@code INVALID} if what one machine writes another does not see
   */
  public void require() {
    if (!isNeeded()) {
      return;
    }
    try {
      java.nio.file.Path here = Files.createTempDirectory("spendcast-shared");
      try {
        bring(here.resolve("probe"), this::probe);
      } finally {
        deleteLocal(here);
      }
    } catch (IOException | RuntimeException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot work on this cluster: what its machines write to %s is not seen here (%s)."
              .formatted(root, e),
          "Set spark.scratch to a directory that every machine reaches, such as a volume or the"
              + " cluster's storage.",
          e);
    }
  }

  private void probe(String place) {
    session.get().range(0, 8, 1, 2).write().parquet(place);
  }

  private String folder() {
    return root + "/" + UUID.randomUUID();
  }

  private boolean isMounted() {
    return root.startsWith("/") || root.startsWith(LOCAL);
  }

  private java.nio.file.Path mounted(String place) {
    return place.startsWith(LOCAL)
        ? java.nio.file.Path.of(URI.create(place))
        : java.nio.file.Path.of(place);
  }

  private void fetch(String shared, java.nio.file.Path target) throws IOException {
    if (isMounted()) {
      requireWhole(mounted(shared));
      copy(mounted(shared), target);
    } else {
      Path from = new Path(shared);
      fileSystem(from).copyToLocalFile(false, from, new Path(target.toUri()), true);
    }
  }

  /** A driver always writes the mark of success itself; the parts are the executors'. */
  private static void requireWhole(java.nio.file.Path place) throws IOException {
    try (var files = Files.walk(place)) {
      if (files.noneMatch(file -> file.getFileName().toString().startsWith("part-"))) {
        throw new IOException("the executors' files did not arrive in " + place);
      }
    }
  }

  private void send(java.nio.file.Path source, String shared) throws IOException {
    if (isMounted()) {
      copy(source, mounted(shared));
    } else {
      Path to = new Path(shared);
      fileSystem(to).copyFromLocalFile(false, true, new Path(source.toUri()), to);
    }
  }

  private void delete(String shared) throws IOException {
    if (isMounted()) {
      deleteLocal(mounted(shared));
    } else {
      Path place = new Path(shared);
      fileSystem(place).delete(place, true);
    }
  }

  private FileSystem fileSystem(Path place) throws IOException {
    SparkSession spark = session.get();
    return place.getFileSystem(spark.sessionState().newHadoopConf());
  }

  private static void copy(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (java.nio.file.Path file : files.toList()) {
        java.nio.file.Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void deleteLocal(java.nio.file.Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes about)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(java.nio.file.Path folder, IOException failed)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
