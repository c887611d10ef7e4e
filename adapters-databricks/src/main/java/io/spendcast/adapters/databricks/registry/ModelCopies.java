package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.registry.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Copies of models that were fetched, deleted in the end. */
public final class ModelCopies implements AutoCloseable {
  private final Path scratch;
  private final Map<String, Path> copies = new HashMap<>();

  /** Copies below a directory that whoever scores can read. */
  public ModelCopies(Path scratch) {
    this.scratch = scratch;
  }

  /** The copy of a version, filled if there is none; a failed one is gone. */
  synchronized Path of(ModelVersion version, Consumer<Path> fill) {
    String key = version.name() + "/" + version.number();
    if (!copies.containsKey(key)) {
      Path copy = directory();
      try {
        fill.accept(copy);
      } catch (RuntimeException e) {
        delete(copy);
        throw e;
      }
      copies.put(key, copy);
    }
    return copies.get(key);
  }

  private Path directory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(scratch), "model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    copies.values().forEach(ModelCopies::delete);
    copies.clear();
  }
}
