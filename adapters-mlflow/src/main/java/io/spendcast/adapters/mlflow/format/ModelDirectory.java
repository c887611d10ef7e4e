package io.spendcast.adapters.mlflow.format;

import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model as MLflow keeps it: its files, and the description by which Python loads them. */
public final class ModelDirectory {
  /** Its path among the artifacts of its run. */
  public static final String NAME = "model";

  /** The file that describes it. */
  public static final String MLMODEL = "MLmodel";

  private static final String HINT =
      "Train it again and promote what comes of it: `spendcast run --from train --force`.";

  private final Path directory;

  /** The model among these artifacts. */
  public ModelDirectory(Path artifacts) {
    this.directory = artifacts.resolve(NAME);
  }

  private ModelDirectory(String location) {
    this.directory = path(location);
  }

  /** The model at a location that was given out before, with or without a slash at the end. */
  public static ModelDirectory at(String location) {
    return new ModelDirectory(location);
  }

  /** Copies the model and describes it; gives the tags by which MLflow shows it with its run. */
  public Map<String, String> write(ModelArtifact model, RunRecord run, String runId, Clock clock)
      throws IOException {
    ModelContent content = ModelContent.of(model);
    FileTree.copy(path(model.location().toString()), directory);
    ModelDescription description =
        new ModelDescription(model, run, runId, Optional.empty(), clock.instant());
    FileTree.writeEntries(directory, description.files(content));
    return description.runTags();
  }

  /** The model, if there is one. */
  public Optional<ModelArtifact> find() throws IOException {
    Path file = directory.resolve(MLMODEL);
    return Files.exists(file) ? Optional.of(read(MetaFile.read(file))) : Optional.empty();
  }

  private ModelArtifact read(MetaFile mlmodel) {
    return ModelDescription.parse(mlmodel, Locations.directory(Locations.of(directory)));
  }

  /** Refuses a model whose files are not there. */
  public static void requireComplete(ModelArtifact model) {
    Path directory = path(model.location().toString());
    boolean complete =
        switch (model.format()) {
          case SPARK_PIPELINE -> Files.isDirectory(directory.resolve(Flavors.SPARK_DATA));
          case XGBOOST_BOOSTER -> Files.isRegularFile(directory.resolve(Flavors.XGBOOST_DATA));
        };
    if (!complete) {
      throw incomplete(model.location().toString());
    }
  }

  /** Whether there is a model, with the files that were written. */
  public boolean isUnchanged() throws IOException {
    Path file = directory.resolve(MLMODEL);
    return Files.exists(file) && changedFile(directory, MetaFile.read(file)).isEmpty();
  }

  /**
   * Refuses a model outside of some directories: whoever can write to a registry must not make it
   * read other files than models.
   */
  public static void requireBelow(ModelArtifact model, List<Path> roots) throws IOException {
    requireComplete(model);
    Path directory = path(model.location().toString()).toRealPath();
    for (Path root : roots) {
      if (Files.exists(root) && directory.startsWith(root.toRealPath())) {
        return;
      }
    }
    throw MlflowErrors.refused(
        "use the model at " + model.location(),
        "it is outside of " + roots,
        "Register a model that the store keeps itself.");
  }

  /** Refuses a model whose files are not those that were registered. */
  public static void requireUnchanged(ModelVersion version) throws IOException {
    requireUnchanged(version.artifact());
    if (ArtifactTags.isOurs(version.tags())) {
      String location = version.artifact().location().toString();
      requireDigest(version, ModelDigest.of(path(location)), location);
    }
  }

  public static void requireDigest(ModelVersion version, String digest, String location) {
    if (!digest.equals(version.tags().get(TagKey.MODEL_DIGEST.key()))) {
      throw MlflowErrors.refused(
          "use the model at " + location,
          "its files are not, all of them and no others, those that were registered as version "
              + version.number(),
          HINT);
    }
  }

  /** Refuses a model whose files are not those that were written. */
  private static void requireUnchanged(ModelArtifact model) throws IOException {
    requireComplete(model);
    Path directory = path(model.location().toString());
    Path mlmodel = directory.resolve(MLMODEL);
    if (!Files.exists(mlmodel)) {
      throw incomplete(model.location().toString());
    }
    Optional<String> changed = changedFile(directory, MetaFile.read(mlmodel));
    if (changed.isPresent()) {
      throw changed(model.location().toString(), changed.get());
    }
  }

  private static Optional<String> changedFile(Path directory, MetaFile mlmodel) throws IOException {
    for (Map.Entry<String, String> sum : ModelDescription.checksums(mlmodel).entrySet()) {
      Path file = new RelativePath(sum.getKey()).below(directory);
      if (!Files.exists(file) || !Checksum.of(file).equals(sum.getValue())) {
        return Optional.of(sum.getKey());
      }
    }
    return Optional.empty();
  }

  public static SpendcastException incomplete(String location) {
    return MlflowErrors.refused(
        "use the model at " + location, "its files are not there or not complete", HINT);
  }

  public static SpendcastException changed(String location, String file) {
    return MlflowErrors.refused(
        "use the model at " + location,
        "its file " + file + " is not the one that was written",
        HINT);
  }

  public static Path path(String location) {
    try {
      return Path.of(Locations.directory(location));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw MlflowErrors.refused(
          "use the model at " + location,
          "the embedded store reads file: locations only",
          "Keep scratch space and lake on a local disk, or set tracking.uri to a server.");
    }
  }
}
