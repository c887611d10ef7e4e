package io.spendcast.testkit;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small model directories, for adapters that keep models without looking into them. */
public final class ModelFiles {
  /** The features that the models claim to read. */
  public static final List<String> INPUTS = List.of("spend_last_horizon", "tenure_days");

  /** The feature set that the models claim to be trained on. */
  public static final Fingerprint FEATURES = Fingerprint.of("features of the model files");

  private ModelFiles() {}

  /** A directory with a {@code model.ubj} of this content. */
  public static ModelArtifact booster(Path directory, String content) {
    write(directory.resolve("model.ubj"), content);
    return new ModelArtifact(directory.toUri(), ModelFormat.XGBOOST_BOOSTER, INPUTS, FEATURES);
  }

  /** A directory with a directory {@code sparkml} that holds nested files. */
  public static ModelArtifact pipeline(Path directory, String content) {
    write(directory.resolve("sparkml/metadata/part-00000"), content);
    write(directory.resolve("sparkml/stages/0_model/metadata/part-00000"), content);
    return new ModelArtifact(directory.toUri(), ModelFormat.SPARK_PIPELINE, INPUTS, FEATURES);
  }

  static String read(ModelArtifact model, String file) {
    try {
      return Files.readString(Path.of(model.location()).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the files that the format names are there. */
  static boolean areComplete(ModelArtifact model) {
    Path directory = Path.of(model.location());
    return switch (model.format()) {
      case SPARK_PIPELINE -> Files.isDirectory(directory.resolve("sparkml"));
      case XGBOOST_BOOSTER -> Files.isRegularFile(directory.resolve("model.ubj"));
    };
  }

  /** The files by path. */
  static Map<String, String> content(ModelArtifact model) {
    Path directory = Path.of(model.location());
    try (var files = Files.walk(directory)) {
      Map<String, String> content = new HashMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            directory.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the files. */
  public static void delete(ModelArtifact model) {
    try (var files = Files.walk(Path.of(model.location()))) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
