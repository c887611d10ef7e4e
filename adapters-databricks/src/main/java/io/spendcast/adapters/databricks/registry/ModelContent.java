package io.spendcast.adapters.databricks.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.spendcast.adapters.databricks.workspace.Sha256;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a tracked model, complete and described as MLflow describes models.
 *
 * @param directory where they are
 * @param digest of all of them, by name and content
 */
record ModelContent(Path directory, String digest) {
  private static final String MLMODEL = "MLmodel";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  /** Refuses a model whose files are not there, or that Unity Catalog would refuse at the end. */
  static ModelContent of(ModelArtifact model) {
    Path directory = directory(model.location());
    String data =
        switch (model.format()) {
          case SPARK_PIPELINE -> "sparkml";
          case XGBOOST_BOOSTER -> "model.ubj";
        };
    if (!Files.exists(directory.resolve(data)) || !Files.exists(directory.resolve(MLMODEL))) {
      throw refused(model.location().toString(), "its files are not there or not complete");
    }
    requireSignature(model.location().toString(), directory.resolve(MLMODEL));
    return new ModelContent(directory, digest(directory));
  }

  /** A volume is a directory on clusters, and so is what MLflow calls {@code dbfs:/Volumes}. */
  static Path directory(URI location) {
    String text = location.toString();
    if (text.startsWith("dbfs:/Volumes/")) {
      return Path.of(text.substring("dbfs:".length()));
    }
    try {
      return text.startsWith("/") ? Path.of(text) : Path.of(location);
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      throw refused(text, "only files of this machine or of a volume can be registered");
    }
  }

  private static void requireSignature(String location, Path mlmodel) {
    JsonNode description;
    try {
      description = YAML.readTree(mlmodel.toFile());
    } catch (IOException e) {
      throw refused(location, "its MLmodel cannot be read");
    }
    if (description.path("flavors").isEmpty()) {
      throw refused(location, "its MLmodel names no flavor");
    }
    JsonNode signature = description.path("signature");
    if (!signature.hasNonNull("inputs") || !signature.hasNonNull("outputs")) {
      throw refused(location, "its signature lacks inputs or outputs");
    }
  }

  /** The files below a directory by their path within it. */
  static SortedMap<String, Path> files(Path directory) {
    try (Stream<Path> walk = Files.walk(directory)) {
      SortedMap<String, Path> files = new TreeMap<>();
      for (Path file : walk.toList()) {
        if (Files.isSymbolicLink(file) && !file.equals(directory)) {
          throw refused("at " + directory, file + " is a symbolic link");
        }
        if (Files.isRegularFile(file)) {
          String name = directory.relativize(file).toString().replace('\\', '/');
          files.put(new RelativePath(name).value(), file);
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path directory) {
    MessageDigest digest = Sha256.start();
    files(directory)
        .forEach(
            (name, file) -> {
              digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
              digest.update(sha256(file));
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses files that are not those of the version. */
  static void requireDigest(ModelVersion version, Path directory, String digest) {
    if (!digest(directory).equals(digest)) {
      throw refused(
          "version %s of %s".formatted(version.number(), version.name()),
          "its files are not there, or not those that were registered");
    }
  }

  private static SpendcastException refused(String what, String why) {
    return new SpendcastException(
        Kind.INVALID, "Cannot use the model " + what + ": " + why + ".", "Train it again.");
  }
}
