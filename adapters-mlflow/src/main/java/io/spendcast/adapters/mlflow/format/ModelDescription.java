package io.spendcast.adapters.mlflow.format;

import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What MLflow wants to know of a model. */
public final class ModelDescription {
  /** SHA-256 of the model's own files by path, which MLflow does not keep. */
  static final String CHECKSUMS = "sha256";

  /** From this tag MLflow lists a run's models. */
  public static final String HISTORY_TAG = "mlflow.log-model.history";

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final PythonVersions versions = PythonVersions.ofBuild();
  private final Flavors flavors = new Flavors(versions);
  private final ModelArtifact model;
  private final RunRecord run;
  private final String runId;
  private final Optional<LoggedModel> logged;
  private final Instant created;
  private final Signature signature;

  /**
   * Of a model.
   *
   * @param run what made it
   * @param runId the id of that on this store
   * @param logged the model of MLflow 3 that it is; empty if it is among the run's files
   */
  public ModelDescription(
      ModelArtifact model,
      RunRecord run,
      String runId,
      Optional<LoggedModel> logged,
      Instant created) {
    this.model = model;
    this.run = run;
    this.runId = runId;
    this.logged = logged;
    this.created = created;
    this.signature = new Signature(model.inputs());
  }

  /** The model that such a description at this location speaks of. */
  public static ModelArtifact parse(MetaFile mlmodel, URI location) {
    if (!(mlmodel.values().get("metadata") instanceof Map<?, ?> metadata)
        || !(metadata.get("inputs") instanceof List<?> inputs)) {
      return new ForeignModel(mlmodel).at(location);
    }
    try {
      return new ModelArtifact(
          location,
          ModelFormat.valueOf(String.valueOf(metadata.get("format"))),
          inputs.stream().map(String::valueOf).toList(),
          new Fingerprint(String.valueOf(metadata.get("feature_fingerprint"))));
    } catch (IllegalArgumentException e) {
      throw MlflowErrors.damaged(mlmodel.file(), e.getMessage());
    }
  }

  /** What was written of the model's own files; nothing if somebody else wrote them. */
  public static Map<String, String> checksums(MetaFile mlmodel) {
    Map<String, String> checksums = new TreeMap<>();
    if (mlmodel.values().get("metadata") instanceof Map<?, ?> metadata
        && metadata.get(CHECKSUMS) instanceof Map<?, ?> files) {
      files.forEach((file, sum) -> checksums.put(file.toString(), sum.toString()));
    }
    return checksums;
  }

  /** The files beside the model's own, by path. */
  public Map<String, String> files(ModelContent content) throws IOException {
    Map<String, String> files = new LinkedHashMap<>(companions());
    long bytes = files.values().stream().mapToLong(ModelDescription::bytes).sum();
    files.put(ModelDirectory.MLMODEL, MetaFile.yaml(mlmodel(content.bytes() + bytes, content)));
    return files;
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Map<String, Object> mlmodel(long bytes, ModelContent content) throws IOException {
    Map<String, Object> keys = identity();
    keys.put("mlflow_version", versions.mlflow());
    keys.put("model_size_bytes", bytes);
    keys.put("metadata", metadata(content));
    keys.put("saved_input_example_info", exampleInfo());
    keys.put("signature", signature.columns());
    return keys;
  }

  /** How to install what loads the model, and examples of its input. */
  private Map<String, String> companions() throws IOException {
    List<String> requirements = flavors.requirements(model.format());
    return Map.of(
        "requirements.txt", String.join("\n", requirements) + "\n",
        "python_env.yaml", MetaFile.yaml(virtualEnvironment()),
        "conda.yaml", MetaFile.yaml(conda(requirements)),
        "input_example.json", signature.example(),
        "serving_input_example.json", signature.servingExample());
  }

  /** The tags of the run that the model belongs to; a model of MLflow 3 is linked otherwise. */
  public Map<String, String> runTags() {
    return logged.isPresent() ? Map.of() : Map.of(HISTORY_TAG, Signature.json(List.of(identity())));
  }

  private Map<String, Object> identity() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("artifact_path", logged.map(LoggedModel::artifacts).orElse(ModelDirectory.NAME));
    keys.put("run_id", runId);
    keys.put("model_uuid", logged.map(LoggedModel::id).orElseGet(this::uuid));
    logged.ifPresent(made -> keys.put("model_id", made.id()));
    keys.put("utc_time_created", MICROSECONDS.format(created));
    keys.put("flavors", flavors.of(model.format()));
    return keys;
  }

  private String uuid() {
    byte[] identity = (runId + "/" + ModelDirectory.NAME).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(identity).toString().replace("-", "");
  }

  private Map<String, Object> metadata(ModelContent content) throws IOException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("feature_fingerprint", model.features().value());
    metadata.put("format", model.format().name());
    metadata.put("inputs", model.inputs());
    metadata.put(CHECKSUMS, content.checksums());
    metadata.put("provenance", provenance());
    return metadata;
  }

  /** The run, data and code that made the model, for readers who have the model alone. */
  private Map<String, Object> provenance() {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("run_key", run.key());
    provenance.put("tables", run.inputs().stream().map(read -> read.table().toString()).toList());
    new TreeMap<>(run.tags())
        .forEach(
            (tag, text) -> {
              if (tag.startsWith(TagKey.PREFIX)) {
                provenance.put(tag.substring(TagKey.PREFIX.length()), text);
              }
            });
    return provenance;
  }

  private static Map<String, Object> exampleInfo() {
    return Map.of(
        "artifact_path", "input_example.json",
        "type", "dataframe",
        "pandas_orient", "split",
        "serving_input_path", "serving_input_example.json");
  }

  private Map<String, Object> virtualEnvironment() {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("python", versions.python());
    environment.put("build_dependencies", List.of("pip"));
    environment.put("dependencies", List.of("-r requirements.txt"));
    return environment;
  }

  private Map<String, Object> conda(List<String> requirements) {
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("name", "mlflow-env");
    environment.put("channels", List.of("conda-forge"));
    environment.put(
        "dependencies", List.of("python=" + versions.python(), "pip", Map.of("pip", requirements)));
    return environment;
  }
}
