package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;

/**
 * The directory that MLflow reads, and the one beside it that only we read.
 *
 * <p>MLflow takes every directory in its tree for an experiment, a run or a model and every file
 * for a key. So locks and half-written files live beside it, on the same file system.
 */
public final class Store {
  private final Path root;
  private final Path sidecar;

  public Store(Path root) {
    this.root = root;
    this.sidecar = root.resolveSibling(root.getFileName() + ".spendcast");
  }

  public Path root() {
    return root;
  }

  /** Does the work while no other thread or process changes the store. */
  <T> T alone(Work<T> work) throws IOException {
    Files.createDirectories(sidecar);
    return StoreLock.holding(
        sidecar.resolve("lock"),
        () -> {
          changes().finish();
          new Appearance(this).finish();
          return work.run();
        });
  }

  /**
   * Does work that only reads. Where this process may not write, it takes no lock, since that is a
   * file; a change that was only begun is then not waited for, but refused.
   */
  <T> T reading(Work<T> work) throws IOException {
    boolean isFree = Files.isWritable(Files.exists(sidecar) ? sidecar : root.getParent());
    return isFree || isPending() ? alone(work) : work.run();
  }

  /** Ends what a crash left; writes nothing if there is nothing of the kind. */
  void settle() throws IOException {
    if (isPending()) {
      alone(() -> root);
    }
  }

  private boolean isPending() {
    return changes().isPending() || new Appearance(this).isPending();
  }

  /** For files that change together; use it {@linkplain #alone alone}. */
  ChangeSet changes() {
    return new ChangeSet(this, sidecar.resolve("changes.json"));
  }

  /** Where it is noted which directory is about to appear. */
  Path appearing() {
    return sidecar.resolve("appearing.json");
  }

  /** Where the digests of what is in the tree are kept. */
  Path digests() {
    return sidecar.resolve("digests");
  }

  /** A new, empty directory outside of the tree. */
  Path scratch() throws IOException {
    return Files.createDirectories(
        sidecar.resolve("scratch").resolve(UUID.randomUUID().toString()));
  }

  /** Throws away what writers left that died before this time. */
  void sweep(Instant before) throws IOException {
    for (Path left : FileTree.directories(sidecar.resolve("scratch"))) {
      if (Files.getLastModifiedTime(left).toInstant().isBefore(before)) {
        FileTree.delete(left);
      }
    }
  }

  /** Makes the directory appear in the tree, whole. */
  void publish(Path scratch, Path target) throws IOException {
    FileTree.create(target.getParent());
    FileTree.flush(scratch);
    Files.move(scratch, target, StandardCopyOption.ATOMIC_MOVE);
    FileTree.flushNames(target.getParent());
  }

  /** Makes the file appear, or change, whole. */
  void write(Path file, String text) throws IOException {
    Path scratch = scratch();
    try {
      Path written = Files.writeString(scratch.resolve("file"), text);
      FileTree.flushFile(written);
      FileTree.create(file.getParent());
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      FileTree.flushNames(file.getParent());
    } finally {
      FileTree.delete(scratch);
    }
  }
}
