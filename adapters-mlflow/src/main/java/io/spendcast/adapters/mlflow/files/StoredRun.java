package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run of the embedded store, read back.
 *
 * @param directory the directory of the run
 * @param meta its {@code meta.yaml}
 * @param tags text by name
 */
public record StoredRun(Path directory, MetaFile meta, Map<String, String> tags) {
  /** Names the run of the embedded store that a run was published from. */
  static final String SOURCE_TAG = TagKey.SOURCE_RUN.key();

  /** All runs that Spendcast recorded in an experiment, those first that others belong to. */
  public static List<StoredRun> of(Path experiment) throws IOException {
    List<StoredRun> parents = new ArrayList<>();
    List<StoredRun> children = new ArrayList<>();
    for (Path directory : FileTree.directories(experiment)) {
      if (Files.exists(directory.resolve("meta.yaml"))) {
        StoredRun run = read(directory);
        if (!run.meta.isDeleted() && run.tags.containsKey(RunTags.KEY)) {
          (run.parent().isEmpty() ? parents : children).add(run);
        }
      }
    }
    parents.addAll(children);
    return parents;
  }

  private static StoredRun read(Path directory) throws IOException {
    return new StoredRun(
        directory,
        MetaFile.read(directory.resolve("meta.yaml")),
        FileTree.readEntries(directory.resolve("tags")));
  }

  public String id() {
    return meta.text("run_id");
  }

  public Optional<String> parent() {
    return Optional.ofNullable(tags.get(RunTags.PARENT));
  }

  /** The same as it was recorded, but below another run. */
  public RunRecord below(Optional<String> parent) throws IOException {
    RunRecord record =
        new RunRecord(
                tags.get(RunTags.KEY),
                meta.text("run_name"),
                parent,
                FileTree.readEntries(directory.resolve("params")),
                metrics(),
                ownTags(),
                artifacts(),
                new ModelDirectory(directory.resolve("artifacts")).find(),
                Instant.ofEpochMilli(meta.number("start_time")),
                Instant.ofEpochMilli(meta.number("end_time")))
            .with(inputs(), curves());
    return Optional.ofNullable(tags.get(RunTags.NOTE)).map(record::describedAs).orElse(record);
  }

  private List<RunInput> inputs() throws IOException {
    List<RunInput> inputs = new ArrayList<>();
    for (Path input : FileTree.directories(directory.resolve("inputs"))) {
      String dataset = MetaFile.read(input.resolve("meta.yaml")).text("source_id");
      Path file =
          new RelativePath(dataset)
              .below(directory.resolveSibling("datasets"))
              .resolve("meta.yaml");
      inputs.add(DatasetInput.read(MetaFile.read(file)));
    }
    return inputs;
  }

  private Map<String, String> ownTags() {
    Map<String, String> own = new TreeMap<>(tags);
    own.keySet().removeIf(tag -> tag.startsWith("mlflow.") || tag.equals(RunTags.KEY));
    own.put(SOURCE_TAG, id());
    return own;
  }

  private Map<String, Double> metrics() throws IOException {
    Map<String, Double> metrics = new TreeMap<>();
    histories()
        .forEach(
            (name, values) -> {
              if (values.size() == 1) {
                metrics.put(name, values.get(0));
              }
            });
    return metrics;
  }

  private Map<String, List<Double>> curves() throws IOException {
    Map<String, List<Double>> curves = new TreeMap<>(histories());
    curves.values().removeIf(values -> values.size() == 1);
    return curves;
  }

  private Map<String, List<Double>> histories() throws IOException {
    Map<String, List<Double>> histories = new TreeMap<>();
    for (Map.Entry<String, String> lines :
        FileTree.readEntries(directory.resolve("metrics")).entrySet()) {
      histories.put(
          lines.getKey(),
          lines.getValue().lines().map(line -> value(lines.getKey(), line)).toList());
    }
    return histories;
  }

  /** A line is time, value and step. */
  private double value(String name, String line) {
    String[] fields = line.split(" ", -1);
    try {
      return switch (fields[1]) {
        case "nan" -> Double.NaN;
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(fields[1]);
      };
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw MlflowErrors.damaged(directory.resolve("metrics").resolve(name), "a line is no metric");
    }
  }

  private List<Artifact> artifacts() throws IOException {
    Path root = directory.resolve("artifacts");
    List<Artifact> artifacts = new ArrayList<>();
    for (Path file : FileTree.walk(root)) {
      if (Files.isRegularFile(file) && !file.startsWith(root.resolve(ModelDirectory.NAME))) {
        artifacts.add(new Artifact(root.relativize(file).toString(), Files.readString(file)));
      }
    }
    return artifacts;
  }
}
