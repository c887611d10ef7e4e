package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelDigest;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.format.VersionTags;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.card.ArtifactTags;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a model as MLflow keeps it.
 *
 * @param directory the directory of the version
 * @param meta its {@code meta.yaml}
 * @param tags text by name
 */
record VersionDirectory(Path directory, MetaFile meta, Map<String, String> tags) {
  /** Begins the name of the directory. */
  static final String NAME = "version-";

  /** Whether a directory has the name of a version's; what others put beside is theirs. */
  static boolean isOne(Path directory) {
    return directory.getFileName().toString().matches(NAME + "[0-9]+");
  }

  static VersionDirectory read(Path directory) throws IOException {
    return new VersionDirectory(
        directory,
        MetaFile.read(directory.resolve("meta.yaml")),
        FileTree.readEntries(directory.resolve("tags")));
  }

  /** Writes a new version below a directory that will become the version's own. */
  static void write(Path target, ModelRegistration registration, int number, Clock clock)
      throws IOException {
    FileTree.writeEntries(
        target.resolve("tags"), VersionTags.of(registration, digest(registration)));
    Files.writeString(
        target.resolve("meta.yaml"), MetaFile.yaml(meta(registration, number, clock.millis())));
  }

  private static String digest(ModelRegistration registration) throws IOException {
    return ModelDigest.of(ModelDirectory.path(registration.artifact().location().toString()));
  }

  private static Map<String, Object> meta(ModelRegistration registration, int number, long now) {
    String location = Locations.of(Path.of(registration.artifact().location()));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", registration.name().value());
    meta.put("version", number);
    meta.put("current_stage", Stage.NONE.label());
    meta.put("status", "READY");
    meta.put("status_message", null);
    meta.put("description", ArtifactTags.description(registration.tags()));
    meta.put("source", location);
    meta.put("storage_location", location);
    meta.put("run_id", registration.trackedRunId());
    meta.put("run_link", null);
    meta.put("model_id", null);
    meta.put("user_id", null);
    meta.put("creation_timestamp", now);
    meta.put("last_updated_timestamp", now);
    return meta;
  }

  /** As its directory says, too. */
  int number() {
    long number = meta.number("version");
    if (!directory.getFileName().toString().equals(NAME + number) || number > Integer.MAX_VALUE) {
      throw MlflowErrors.damaged(meta.file(), "its version is not that of its directory");
    }
    return (int) number;
  }

  /** MLflow keeps a deleted version, so that its number is not given again. */
  boolean isDeleted() {
    return meta.text("current_stage").equals("Deleted_Internal");
  }

  Stage stage() {
    try {
      return Stage.parse(meta.text("current_stage"));
    } catch (IllegalArgumentException e) {
      throw MlflowErrors.damaged(meta.file(), "it has a stage that MLflow does not know");
    }
  }

  boolean isOf(String release) {
    return release.equals(tags.get(TagKey.RELEASE.key()));
  }

  ModelVersion version(ModelName name) throws IOException {
    return new ModelVersion(
        name,
        number(),
        stage(),
        meta.text("run_id"),
        artifact(),
        tags,
        Instant.ofEpochMilli(meta.number("creation_timestamp")));
  }

  private ModelArtifact artifact() throws IOException {
    String source = meta.text("source");
    try {
      Optional<ModelArtifact> ours = ArtifactTags.artifact(tags, Locations.directory(source));
      return ours.isPresent() ? ours.get() : foreign(source);
    } catch (IllegalArgumentException e) {
      throw MlflowErrors.damaged(directory.resolve("tags"), "its spendcast tags were changed");
    }
  }

  private ModelArtifact foreign(String source) throws IOException {
    return ModelDirectory.at(source)
        .find()
        .orElseThrow(() -> MlflowErrors.damaged(meta.file(), "there is no model at its source"));
  }
}
