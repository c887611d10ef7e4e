package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Copies of models of a server, for as long as this process needs them. */
public final class LocalCopies implements AutoCloseable {
  private final Path parent;
  private final Map<String, Path> copies = new HashMap<>();

  /** Below the directory that this machine has for temporary files. */
  public LocalCopies() {
    this(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Below a directory that is cleared when its process has ended, however that ended. */
  public LocalCopies(Path parent) {
    this.parent = parent;
  }

  /** Copies something into a new directory. */
  interface Fetch {
    void into(Path directory) throws IOException;
  }

  /** The copy of a location's files, made if there is none yet. */
  synchronized Path of(String location, Fetch fetch) throws IOException {
    Path known = copies.get(location);
    if (known != null) {
      return known;
    }
    Path directory = Files.createTempDirectory(Files.createDirectories(parent), "spendcast-model");
    try {
      fetch.into(directory);
      copies.put(location, directory);
      return directory;
    } finally {
      if (!copies.containsKey(location)) {
        FileTree.delete(directory);
      }
    }
  }

  @Override
  public synchronized void close() {
    MlflowErrors.during(
        "delete copies of models",
        () -> {
          for (Path copy : copies.values()) {
            FileTree.delete(copy);
          }
          copies.clear();
          return copies;
        });
  }
}
