package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.EntryNames;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelDescription;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Keeps runs in MLflow's file store. */
public final class FileStoreTracker implements ExperimentTracker {
  private static final Pattern RUN_ID = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");

  private static final Duration LONGEST_WRITE = Duration.ofDays(1);

  private final Store store;
  private final Experiment experiment;
  private final Clock clock;

  public FileStoreTracker(Store store, String experiment, Clock clock) {
    this.store = store;
    this.experiment = new Experiment(store, experiment, clock);
    this.clock = clock;
  }

  @Override
  public Optional<TrackedRun> find(String key) {
    return MlflowErrors.during(
        "look for the run " + key + " in " + store.root(),
        () -> {
          Optional<Path> runs = experiment.findUsable();
          return runs.isPresent() ? tracked(place(runs.get(), key)) : Optional.empty();
        });
  }

  @Override
  public TrackedRun record(RunRecord run) {
    EntryNames.check(run);
    return MlflowErrors.during(
        "record the run " + run.key() + " in " + store.root(),
        () -> {
          Path runs = experiment.findOrCreate();
          requireParent(runs, run);
          putDatasets(runs, run);
          Path place = place(runs, run.key());
          Optional<TrackedRun> known = tracked(place);
          return known.isPresent() ? known.get() : recorded(run, place);
        });
  }

  @Override
  public void attach(TrackedRun run, Artifact artifact) {
    EntryNames.check("artifact", Set.of(artifact.path()));
    MlflowErrors.during(
        "attach " + artifact.path() + " to the run " + run.id() + " in " + store.root(),
        () -> {
          Optional<Path> runs = experiment.find();
          if (runs.isEmpty() || !isKnown(runs.get(), run.id())) {
            throw absent("attach " + artifact.path() + " to the run " + run.id());
          }
          Path place = runs.get().resolve(run.id());
          WrittenRun written = new WrittenRun(store, place);
          String path = "artifacts/" + artifact.path();
          written.forget(path);
          store.write(place.resolve(path), artifact.text());
          written.note(path);
          return run;
        });
  }

  private static boolean isKnown(Path runs, String id) {
    return RUN_ID.matcher(id).matches() && Files.exists(runs.resolve(id).resolve("meta.yaml"));
  }

  private static SpendcastException absent(String doing) {
    return new SpendcastException(
        Kind.NOT_FOUND, "Cannot " + doing + ": there is no such run.", "Record it first.");
  }

  /** They belong to the experiment, since runs share them. Written again, each is the same. */
  private void putDatasets(Path runs, RunRecord run) throws IOException {
    for (RunInput read : run.inputs()) {
      DatasetInput input = DatasetInput.of(read);
      Path directory = Files.createDirectories(runs.resolve("datasets").resolve(input.id()));
      store.write(directory.resolve("meta.yaml"), MetaFile.yaml(input.meta()));
    }
  }

  /** Writes outside of the tree first, where a crash leaves nothing that anybody would read. */
  private TrackedRun recorded(RunRecord run, Path place) throws IOException {
    store.sweep(clock.instant().minus(LONGEST_WRITE));
    Path scratch = store.scratch();
    try {
      new RunDirectory(place, run, clock).write(scratch);
      return store.alone(
          () -> {
            if (!Files.exists(place)) {
              WrittenRun written = new WrittenRun(store, place);
              new Appearance(store)
                  .publish(scratch, place, written.files(), written.sums(scratch, run));
            }
            return tracked(place).orElseThrow();
          });
    } finally {
      FileTree.delete(scratch);
    }
  }

  /**
   * Where the run with this key is, or would be. The id follows from the key, so that two writers
   * of one record meet in one place. A run that was deleted in MLflow keeps its place, and so does
   * one of which something is gone or changed.
   */
  private Path place(Path runs, String key) throws IOException {
    int attempt = 0;
    while (true) {
      String identity = runs.getFileName() + "\n" + key + "\n" + attempt++;
      UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
      Path place = runs.resolve(id.toString().replace("-", ""));
      if (!Files.exists(place) || isUsable(place)) {
        return place;
      }
    }
  }

  private boolean isUsable(Path place) throws IOException {
    return new WrittenRun(store, place).isWhole()
        && !meta(place).isDeleted()
        && !hasLostModel(place);
  }

  private static boolean hasLostModel(Path place) throws IOException {
    return Files.exists(place.resolve("tags").resolve(ModelDescription.HISTORY_TAG))
        && !new ModelDirectory(place.resolve("artifacts")).isUnchanged();
  }

  private static MetaFile meta(Path place) throws IOException {
    return MetaFile.read(place.resolve("meta.yaml"));
  }

  private static Optional<TrackedRun> tracked(Path place) throws IOException {
    if (!Files.exists(place)) {
      return Optional.empty();
    }
    MetaFile meta = meta(place);
    Optional<ModelArtifact> model = new ModelDirectory(place.resolve("artifacts")).find();
    return Optional.of(new TrackedRun(meta.text("run_id"), meta.text("run_name"), model));
  }

  private static void requireParent(Path runs, RunRecord run) {
    String parent = run.parentId().orElse("");
    if (run.parentId().isPresent() && !isKnown(runs, parent)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot record the run " + run.key() + ": the run it belongs to does not exist.",
          "Record the run " + parent + " first, in the same experiment.");
    }
  }
}
