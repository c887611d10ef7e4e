package io.spendcast.adapters.mlflow.format;

import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a trainer left, without what describes them.
 *
 * @param files by path within the model
 */
public record ModelContent(Map<String, Path> files) {
  /** Refuses a model whose files are not there. */
  public static ModelContent of(ModelArtifact model) throws IOException {
    ModelDirectory.requireComplete(model);
    Path directory = ModelDirectory.path(model.location().toString());
    Map<String, Path> files = new TreeMap<>();
    for (String own : List.of(Flavors.data(model.format()), ForecastFile.NAME)) {
      for (Path path : files(directory.resolve(own))) {
        files.put(directory.relativize(path).toString(), path);
      }
    }
    return new ModelContent(files);
  }

  /** None where there is nothing. */
  private static List<Path> files(Path own) throws IOException {
    return Files.exists(own)
        ? FileTree.walk(own).stream()
            .filter(path -> Files.isRegularFile(path) && FileTree.isKept(path))
            .toList()
        : List.of();
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : files.values()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  Map<String, String> checksums() throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      checksums.put(file.getKey(), Checksum.of(file.getValue()));
    }
    return checksums;
  }
}
