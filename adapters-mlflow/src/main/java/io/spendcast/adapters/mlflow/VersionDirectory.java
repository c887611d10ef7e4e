package io.spendcast.adapters.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of a model as MLflow keeps it.
 *
 * @param directory where it lies
 * @param meta its {@code meta.yaml}
 * @param tags text by name
 */
record VersionDirectory(Path directory, MetaFile meta, Map<String, String> tags) {
  /** The tag that recognises a registration when it is sent again. */
  static final String RELEASE_TAG = "spendcast.release";

  // What scoring needs is kept with the version, so that models can be listed even if the files of
  // an old one were thrown away.
  private static final String FORMAT_TAG = "spendcast.model_format";
  private static final String INPUTS_TAG = "spendcast.model_inputs";
  private static final String FEATURES_TAG = "spendcast.feature_fingerprint";
  private static final JsonMapper JSON = new JsonMapper();

  static VersionDirectory read(Path directory) throws IOException {
    return new VersionDirectory(
        directory,
        MetaFile.read(directory.resolve("meta.yaml")),
        FileTree.readEntries(directory.resolve("tags")));
  }

  /** Writes a new version below a directory that will become the version's own. */
  static void write(Path target, ModelRegistration registration, int number, Clock clock)
      throws IOException {
    Map<String, String> tags = new TreeMap<>(registration.tags());
    tags.put(RELEASE_TAG, registration.release());
    tags.put(FORMAT_TAG, registration.artifact().format().name());
    tags.put(INPUTS_TAG, Signature.json(registration.artifact().inputs()));
    tags.put(FEATURES_TAG, registration.artifact().features().value());
    FileTree.writeEntries(target.resolve("tags"), tags);
    Files.writeString(
        target.resolve("meta.yaml"), MetaFile.yaml(meta(registration, number, clock.millis())));
  }

  private static Map<String, Object> meta(ModelRegistration registration, int number, long now) {
    String location = Store.location(Path.of(registration.artifact().location()));
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", registration.name().value());
    meta.put("version", number);
    meta.put("current_stage", Stage.NONE.label());
    meta.put("status", "READY");
    meta.put("status_message", null);
    meta.put("description", null);
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

  int number() {
    return Math.toIntExact(meta.number("version"));
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
    return release.equals(tags.get(RELEASE_TAG));
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
    if (!tags.containsKey(FORMAT_TAG)) {
      return ModelDirectory.at(source)
          .find()
          .orElseThrow(() -> MlflowErrors.damaged(meta.file(), "there is no model at its source"));
    }
    try {
      return new ModelArtifact(
          Store.directory(source),
          ModelFormat.valueOf(tags.get(FORMAT_TAG)),
          JSON.readValue(tags.get(INPUTS_TAG), new TypeReference<List<String>>() {}),
          new Fingerprint(tags.get(FEATURES_TAG)));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw MlflowErrors.damaged(directory.resolve("tags"), "its spendcast tags were changed");
    }
  }
}
