package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a run as MLflow keeps it. */
public final class RunDirectory {
  private static final int FINISHED = 3;
  private static final int LOCAL_SOURCE = 4;

  private final Path lasting;
  private final RunRecord run;
  private final Clock clock;

  /** A run that will be stored in the directory, which is named by the run's id. */
  RunDirectory(Path lasting, RunRecord run, Clock clock) {
    this.lasting = lasting;
    this.run = run;
    this.clock = clock;
  }

  private static Map<String, String> artifacts(RunRecord run) {
    Map<String, String> artifacts = new TreeMap<>();
    for (Artifact artifact : run.artifacts()) {
      artifacts.put(artifact.path(), artifact.text());
    }
    return artifacts;
  }

  /** Writes everything below another directory, to be moved to the lasting one. */
  void write(Path target) throws IOException {
    FileTree.writeEntries(target.resolve("params"), run.params());
    FileTree.writeEntries(target.resolve("metrics"), metrics());
    FileTree.writeEntries(target.resolve("artifacts"), artifacts(run));
    Map<String, String> tags = RunTags.of(run);
    if (run.model().isPresent()) {
      ModelDirectory model = new ModelDirectory(target.resolve("artifacts"));
      tags.putAll(model.write(run.model().get(), run, id(), clock));
    }
    FileTree.writeEntries(target.resolve("tags"), tags);
    for (RunInput table : run.inputs()) {
      Files.writeString(
          inputDirectory(target, table).resolve("meta.yaml"), MetaFile.yaml(input(table)));
    }
    Files.writeString(target.resolve("meta.yaml"), MetaFile.yaml(meta()));
  }

  private Path inputDirectory(Path target, RunInput table) throws IOException {
    String input = Checksum.md5(DatasetInput.of(table).id() + id());
    return Files.createDirectories(target.resolve("inputs").resolve(input));
  }

  private static Map<String, Object> input(RunInput table) {
    String dataset = DatasetInput.of(table).id();
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("source_type", "DATASET");
    meta.put("source_id", dataset);
    meta.put("destination_type", "RUN");
    meta.put("destination_id", dataset);
    meta.put("tags", Map.of(DatasetInput.CONTEXT_TAG, DatasetInput.CONTEXT));
    return meta;
  }

  private String id() {
    return lasting.getFileName().toString();
  }

  private Map<String, String> metrics() {
    Map<String, String> lines = new TreeMap<>();
    long time = run.ended().toEpochMilli();
    run.metrics().forEach((name, value) -> lines.put(name, line(time, value, 0)));
    run.curves()
        .forEach(
            (name, values) ->
                lines.put(
                    name,
                    IntStream.range(0, values.size())
                        .mapToObj(step -> line(time, values.get(step), step))
                        .collect(Collectors.joining())));
    return lines;
  }

  private static String line(long time, double value, int step) {
    return time + " " + python(value) + " " + step + "\n";
  }

  private static String python(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return Double.toString(value);
  }

  private Map<String, Object> meta() {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("run_id", id());
    meta.put("run_uuid", id());
    meta.put("run_name", run.name());
    meta.put("experiment_id", lasting.getParent().getFileName().toString());
    meta.put("user_id", "spendcast");
    meta.put("status", FINISHED);
    meta.put("start_time", run.started().toEpochMilli());
    meta.put("end_time", run.ended().toEpochMilli());
    meta.put("deleted_time", null);
    meta.put("lifecycle_stage", "active");
    meta.put("artifact_uri", Locations.of(lasting.resolve("artifacts")));
    meta.put("source_type", LOCAL_SOURCE);
    meta.put("source_name", "");
    meta.put("source_version", "");
    meta.put("entry_point_name", "");
    meta.put("tags", new String[0]);
    return meta;
  }
}
