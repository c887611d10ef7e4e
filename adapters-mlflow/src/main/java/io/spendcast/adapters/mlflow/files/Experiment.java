package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** A named directory of runs in the store. */
public final class Experiment {
  private static final Set<String> NOT_EXPERIMENTS = Set.of("models", ".trash");
  private static final long SMALLEST_ID = 100_000_000_000_000_000L;

  private final Store store;
  private final String name;
  private final Clock clock;

  Experiment(Store store, String name, Clock clock) {
    this.store = store;
    this.name = name;
    this.clock = clock;
  }

  /** The directories of all experiments of a store, by name. */
  public static Map<String, Path> all(Store store) throws IOException {
    Map<String, Path> experiments = new TreeMap<>();
    for (Path directory : FileTree.directories(store.root())) {
      if (isExperiment(directory)) {
        experiments.put(meta(directory).text("name"), directory);
      }
    }
    return experiments;
  }

  /** Its directory, which has the id for a name. */
  Optional<Path> find() throws IOException {
    return named(store.root());
  }

  /** The same; refuses what could not be made. */
  Optional<Path> findUsable() throws IOException {
    Optional<Path> known = find();
    if (known.isEmpty()) {
      requireOurKindOfDirectory();
      requireNotDeleted();
    }
    return known;
  }

  /** Its directory, made if it is new. */
  Path findOrCreate() throws IOException {
    Optional<Path> known = find();
    return known.isPresent() ? known.get() : store.alone(this::create);
  }

  private Path create() throws IOException {
    Optional<Path> known = find();
    if (known.isPresent()) {
      return known.get();
    }
    requireOurKindOfDirectory();
    requireNotDeleted();
    // MLflow's migration wants integers as directory names.
    String id = Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_ID, SMALLEST_ID * 10));
    Path directory = store.root().resolve(id);
    Path scratch = store.scratch();
    Files.createDirectory(scratch.resolve("tags"));
    Files.writeString(scratch.resolve("meta.yaml"), MetaFile.yaml(meta(id, directory)));
    WrittenExperiment written = new WrittenExperiment(store, id);
    new Appearance(store).publish(scratch, directory, written.files(), written.sums(scratch));
    return directory;
  }

  private Map<String, Object> meta(String id, Path directory) {
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("experiment_id", id);
    meta.put("name", name);
    meta.put("artifact_location", Locations.of(directory));
    meta.put("creation_time", clock.millis());
    meta.put("last_update_time", clock.millis());
    meta.put("lifecycle_stage", "active");
    return meta;
  }

  private Optional<Path> named(Path parent) throws IOException {
    for (Path directory : FileTree.directories(parent)) {
      if (isExperiment(directory) && name.equals(meta(directory).text("name"))) {
        return Optional.of(directory);
      }
    }
    return Optional.empty();
  }

  private static boolean isExperiment(Path directory) {
    return !NOT_EXPERIMENTS.contains(directory.getFileName().toString())
        && Files.exists(directory.resolve("meta.yaml"));
  }

  private static MetaFile meta(Path directory) throws IOException {
    return MetaFile.read(directory.resolve("meta.yaml"));
  }

  /** MLflow would take the directories of a foreign tree for experiments and fail. */
  private void requireOurKindOfDirectory() throws IOException {
    List<Path> foreign =
        FileTree.directories(store.root()).stream()
            .filter(directory -> !NOT_EXPERIMENTS.contains(directory.getFileName().toString()))
            .toList();
    if (!foreign.isEmpty() && foreign.stream().noneMatch(Experiment::isExperiment)) {
      throw MlflowErrors.refused(
          "keep runs in " + store.root(),
          "it has the directory " + foreign.get(0).getFileName() + ", which MLflow did not make",
          "Set tracking.uri to a new directory.");
    }
  }

  private void requireNotDeleted() throws IOException {
    if (named(store.root().resolve(".trash")).isPresent()) {
      throw MlflowErrors.refused(
          "keep runs in the experiment " + name,
          "it was deleted in MLflow",
          "Restore it in MLflow, or set tracking.experiment to another name.");
    }
  }
}
