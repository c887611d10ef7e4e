package io.spendcast.adapters.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a run by the rules of MLflow's file store, and not with the code that wrote it. */
public final class EmbeddedRun {
  private final Path directory;

  /** The run with this id in whichever experiment of the store. */
  public EmbeddedRun(Path root, String id) {
    try (Stream<Path> experiments = Files.list(root)) {
      directory =
          experiments
              .map(experiment -> experiment.resolve(id))
              .filter(Files::isDirectory)
              .findFirst()
              .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RunRecord record() {
    JsonNode meta = meta();
    Map<String, String> tags = files("tags");
    return new RunRecord(
            tags.get("spendcast.run_key"),
            meta.get("run_name").textValue(),
            Optional.ofNullable(tags.get("mlflow.parentRunId")),
            files("params"),
            metrics(),
            tags,
            files("artifacts").entrySet().stream()
                .map(file -> new Artifact(file.getKey(), file.getValue()))
                .toList(),
            Optional.empty(),
            Instant.ofEpochMilli(meta.get("start_time").longValue()),
            Instant.ofEpochMilli(meta.get("end_time").longValue()))
        .with(inputs(), curves());
  }

  private List<RunInput> inputs() {
    if (!Files.exists(directory.resolve("inputs"))) {
      return List.of();
    }
    return files("inputs").keySet().stream()
        .map(file -> yaml(directory.resolve("inputs").resolve(file)))
        .map(input -> directory.resolve("../datasets/" + input.get("source_id").asText()))
        .map(dataset -> DatasetInput.read(meta(dataset.resolve("meta.yaml"))))
        .toList();
  }

  private static MetaFile meta(Path file) {
    try {
      return MetaFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, List<Double>> curves() {
    Map<String, List<Double>> curves = new HashMap<>();
    files("metrics")
        .forEach((name, lines) -> curves.put(name, lines.lines().map(EmbeddedRun::value).toList()));
    curves.values().removeIf(values -> values.size() == 1);
    return curves;
  }

  public Path directory() {
    return directory;
  }

  JsonNode meta() {
    return yaml(directory.resolve("meta.yaml"));
  }

  public static JsonNode yaml(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new HashMap<>();
    files("metrics").forEach((name, line) -> metrics.put(name, value(line)));
    metrics.keySet().removeAll(curves().keySet());
    return metrics;
  }

  private static double value(String line) {
    List<String> fields = List.of(line.strip().split(" ", -1));
    return switch (fields.get(1)) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(fields.get(1));
    };
  }

  Map<String, String> files(String kind) {
    Path parent = directory.resolve(kind);
    try (Stream<Path> paths = Files.walk(parent)) {
      Map<String, String> files = new HashMap<>();
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(parent.relativize(path).toString(), Files.readString(path));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
