package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.WholeFile;
import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.registry.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file for each stage beside the tables of predictions; the catalog has no place for one. */
public final class LakeContexts implements PublishedContexts {
  private final Lake lake;
  private final SourceArea area;

  /** In the lake, for this source. */
  public LakeContexts(Lake lake, SourceArea area) {
    this.lake = lake;
    this.area = area;
  }

  @Override
  public void publish(Stage stage, String context) {
    if (!lake.isCataloged()) {
      at(
          "write",
          stage,
          () -> {
            write(ContextPlace.name(area, stage), context);
            return Optional.<String>empty();
          });
    }
  }

  @Override
  public boolean lacks(Stage stage) {
    return !lake.isCataloged() && find(stage).isEmpty();
  }

  @Override
  public Optional<String> find(Stage stage) {
    return lake.isCataloged()
        ? Optional.empty()
        : at("read", stage, () -> read(ContextPlace.name(area, stage)));
  }

  private void write(String name, String text) throws IOException {
    Optional<java.nio.file.Path> root = new LakeRoot(lake).directory();
    if (root.isPresent()) {
      WholeFile.write(root.get().resolve(name), text);
    } else {
      // Stores of objects show one when it is closed.
      try (OutputStream out = files().create(path(name), true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private Optional<String> read(String name) throws IOException {
    Optional<java.nio.file.Path> root = new LakeRoot(lake).directory();
    if (root.isPresent()) {
      java.nio.file.Path file = root.get().resolve(name);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }
    if (!files().exists(path(name))) {
      return Optional.empty();
    }
    try (InputStream in = files().open(path(name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private FileSystem files() throws IOException {
    return new Path(lake.root()).getFileSystem(lake.spark().sessionState().newHadoopConf());
  }

  private Path path(String name) {
    return new Path(lake.root(), name);
  }

  private Optional<String> at(String doing, Stage stage, Work work) {
    return SparkErrors.translate(
        "%s what a service needs, %s/%s"
            .formatted(doing, lake.root(), ContextPlace.name(area, stage)),
        () -> {
          try {
            return work.result();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Reads or writes. */
  @FunctionalInterface
  private interface Work {
    Optional<String> result() throws IOException;
  }
}
