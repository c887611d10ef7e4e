package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written of an experiment, held against what is there. People rename experiments in
 * MLflow, which is theirs to do.
 *
 * @param id the name of its directory
 */
record WrittenExperiment(Store store, String id) {
  private static final String META = "meta.yaml";
  private static final String SELF = "experiment";

  /** All that were noted in a store. */
  static List<WrittenExperiment> all(Store store) throws IOException {
    return FileTree.directories(store.digests()).stream()
        .map(noted -> noted.getFileName().toString())
        .filter(name -> !name.equals("models"))
        .map(name -> new WrittenExperiment(store, name))
        .toList();
  }

  private Path directory() {
    return store.root().resolve(id);
  }

  private Path noted() {
    return store.digests().resolve(id);
  }

  WrittenFiles files() {
    return new WrittenFiles(store, noted().resolve(SELF));
  }

  /** The digests of what is about to appear as the experiment. */
  Map<String, String> sums(Path scratch) throws IOException {
    return Map.of(META, Checksum.of(scratch.resolve(META)));
  }

  List<String> damages() throws IOException {
    try {
      MetaFile meta = MetaFile.read(directory().resolve(META));
      List.of("experiment_id", "name", "artifact_location").forEach(meta::text);
      return List.of();
    } catch (SpendcastException | IOException e) {
      return List.of(META + " cannot be read; put it back from a backup");
    }
  }

  List<String> remarks() throws IOException {
    List<String> remarks = new ArrayList<>();
    for (Map.Entry<String, String> file : files().read().orElse(Map.of()).entrySet()) {
      WrittenFiles.difference(directory(), file.getKey(), file.getValue()).ifPresent(remarks::add);
    }
    return remarks;
  }

  /** Its runs that are noted or there, by their ids. */
  Map<String, WrittenRun> runs() throws IOException {
    Map<String, WrittenRun> found = new LinkedHashMap<>();
    for (Path noted : FileTree.files(noted())) {
      String run = noted.getFileName().toString();
      if (!run.equals(SELF)) {
        found.put(run, new WrittenRun(store, directory().resolve(run)));
      }
    }
    for (Path run : FileTree.directories(directory())) {
      if (run.resolve("tags").resolve(RunTags.KEY).toFile().exists()) {
        found.putIfAbsent(run.getFileName().toString(), new WrittenRun(store, run));
      }
    }
    return found;
  }
}
