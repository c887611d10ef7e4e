package io.spendcast.adapters.databricks.registry;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.repeating;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.writing;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.ml.Activity;
import com.databricks.sdk.service.ml.CreateModelRequest;
import com.databricks.sdk.service.ml.CreateModelVersionRequest;
import com.databricks.sdk.service.ml.CreateTransitionRequest;
import com.databricks.sdk.service.ml.Model;
import com.databricks.sdk.service.ml.ModelDatabricks;
import com.databricks.sdk.service.ml.ModelVersion;
import com.databricks.sdk.service.ml.ModelVersionStatus;
import com.databricks.sdk.service.ml.ModelVersionTag;
import com.databricks.sdk.service.ml.RenameModelRequest;
import com.databricks.sdk.service.ml.SearchModelVersionsRequest;
import com.databricks.sdk.service.ml.SearchModelsRequest;
import com.databricks.sdk.service.ml.SetModelVersionTagRequest;
import com.databricks.sdk.service.ml.TransitionModelVersionStageDatabricks;
import io.spendcast.adapters.databricks.registry.ServedVersion.Status;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A model of the workspace's own registry, which has stages. Its files stay with their run. */
final class WorkspaceProtocol implements RegistryProtocol {
  private static final long PAGE = 1000;

  private final ModelName model;
  private final Workspace workspace;
  private final Path volumes;

  /**
   * The model of this name.
   *
   * @param volumes below which the files of all versions are
   */
  WorkspaceProtocol(ModelName model, Workspace workspace, Path volumes) {
    this.model = model;
    this.workspace = workspace;
    this.volumes = volumes;
  }

  @Override
  public String name() {
    return model.value();
  }

  @Override
  public Optional<List<ServedVersion>> versions() {
    return reading("read the model " + model, () -> info(name()).map(info -> served()));
  }

  private Optional<ModelDatabricks> info(String name) {
    try {
      return Optional.of(
          workspace.retrying().modelRegistry().getModel(name).getRegisteredModelDatabricks());
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  private List<ServedVersion> served() {
    List<ServedVersion> versions = new ArrayList<>();
    SearchModelVersionsRequest ours =
        new SearchModelVersionsRequest()
            .setFilter("name='%s'".formatted(quoted(name())))
            .setMaxResults(PAGE);
    for (ModelVersion version : workspace.retrying().modelRegistry().searchModelVersions(ours)) {
      versions.add(served(version));
    }
    versions.sort(Comparator.comparing(ServedVersion::number));
    return versions;
  }

  private static ServedVersion served(ModelVersion version) {
    Map<String, String> tags = new HashMap<>();
    for (ModelVersionTag tag :
        Objects.requireNonNullElse(version.getTags(), List.<ModelVersionTag>of())) {
      tags.put(tag.getKey(), tag.getValue());
    }
    return new ServedVersion(
        Integer.parseInt(version.getVersion()),
        status(version),
        Stage.parse(version.getCurrentStage()),
        version.getSource(),
        String.valueOf(version.getRunId()),
        VersionTags.read(tags),
        Instant.ofEpochMilli(version.getCreationTimestamp()));
  }

  private static Status status(ModelVersion version) {
    if (version.getStatus() == ModelVersionStatus.READY) {
      return Status.READY;
    }
    return version.getStatus() == ModelVersionStatus.FAILED_REGISTRATION
        ? Status.FAILED
        : Status.PENDING;
  }

  @Override
  public boolean create(String suffix, String note) {
    return writing(
        "create the model " + model,
        () -> {
          try {
            workspace
                .once()
                .modelRegistry()
                .createModel(
                    new CreateModelRequest().setName(name() + suffix).setDescription(note));
            return true;
          } catch (ResourceConflict e) {
            return false;
          }
        });
  }

  @Override
  public int createVersion(ModelRegistration registration, Map<String, String> tags) {
    URI source = new LoggedModels(workspace).files(registration.artifact().location());
    CreateModelVersionRequest version =
        new CreateModelVersionRequest()
            .setName(name())
            .setSource(source.toString())
            .setRunId(registration.trackedRunId())
            .setTags(
                VersionTags.written(tags).entrySet().stream()
                    .map(tag -> new ModelVersionTag().setKey(tag.getKey()).setValue(tag.getValue()))
                    .toList());
    return writing(
        "create a version of the model " + model,
        () ->
            Integer.parseInt(
                workspace
                    .once()
                    .modelRegistry()
                    .createModelVersion(version)
                    .getModelVersion()
                    .getVersion()));
  }

  /** The workspace takes the files from their source by itself. */
  @Override
  public void complete(int number, Path files) {}

  @Override
  public void tag(int number, String key, String value) {
    repeating(
        "tag version %s of the model %s".formatted(number, model),
        () -> {
          VersionTags.written(key, value).forEach((name, text) -> set(number, name, text));
          return key;
        });
  }

  private void set(int number, String key, String value) {
    workspace
        .retrying()
        .modelRegistry()
        .setModelVersionTag(
            new SetModelVersionTagRequest()
                .setName(name())
                .setVersion(Integer.toString(number))
                .setKey(key)
                .setValue(value));
  }

  @Override
  public void put(StageChange change) {
    int number = change.move().number();
    Stage to = change.move().to();
    TransitionModelVersionStageDatabricks transition =
        new TransitionModelVersionStageDatabricks()
            .setName(name())
            .setVersion(Integer.toString(number))
            .setStage(to.label())
            .setArchiveExistingVersions(to.isExclusive());
    boolean moved =
        repeating(
            "move version %s of the model %s".formatted(number, model),
            () -> {
              try {
                workspace.retrying().modelRegistry().transitionStage(transition);
                return true;
              } catch (PermissionDenied e) {
                return false;
              }
            });
    if (!moved) {
      request(number, to);
      throw awaited(number, to);
    }
  }

  /** Who may not move a version may ask for it; asked once, it stays asked. */
  private void request(int number, Stage to) {
    repeating(
        "ask for the move of version %s of the model %s".formatted(number, model),
        () -> {
          if (!isRequested(number, to)) {
            workspace
                .once()
                .modelRegistry()
                .createTransitionRequest(
                    new CreateTransitionRequest()
                        .setName(name())
                        .setVersion(Integer.toString(number))
                        .setStage(to.label())
                        .setComment("Asked by Spendcast; the version's tags have the evidence."));
          }
          return to;
        });
  }

  private boolean isRequested(int number, Stage to) {
    for (Activity open :
        workspace
            .retrying()
            .modelRegistry()
            .listTransitionRequests(name(), Integer.toString(number))) {
      if (to.label().equals(open.getToStage())) {
        return true;
      }
    }
    return false;
  }

  private SpendcastException awaited(int number, Stage to) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot move version %s of %s to %s: that is not ours to do, so it was asked for."
            .formatted(number, model, to.label()),
        "Somebody with CAN MANAGE on the model approves the request on the version's page: "
            + workspace.page("/#mlflow/models/%s/versions/%s".formatted(name(), number)));
  }

  /** Stages rule here, and aliases do not exist. */
  @Override
  public StageAliases aliases() {
    return new StageAliases(Map.of());
  }

  @Override
  public void point(String alias, int number) {}

  @Override
  public void remove(String alias) {}

  @Override
  public void download(ServedVersion version, Path target) throws IOException {
    Path source = ModelContent.directory(URI.create(version.source()));
    if (!Files.isDirectory(source)) {
      return;
    }
    if (!source.toRealPath().startsWith(volumes.toRealPath())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot use version %s of %s: its files are at %s, which is not below %s."
              .formatted(version.number(), model, version.source(), volumes),
          "Find out who registered it. Let Spendcast train and register a model of its own.");
    }
    for (Map.Entry<String, Path> file : ModelContent.files(source).entrySet()) {
      Path copy = new RelativePath(file.getKey()).below(target);
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy);
    }
  }

  @Override
  public Optional<Note> note(String suffix) {
    return reading(
        "look at the lock of the model " + model,
        () ->
            info(name() + suffix)
                .map(
                    info ->
                        new Note(
                            String.valueOf(info.getDescription()),
                            Instant.ofEpochMilli(info.getCreationTimestamp()))));
  }

  @Override
  public void rename(String suffix, String other) {
    repeating(
        "set aside the lock of the model " + model,
        () ->
            workspace
                .retrying()
                .modelRegistry()
                .renameModel(
                    new RenameModelRequest().setName(name() + suffix).setNewName(name() + other)));
  }

  @Override
  public void delete(String suffix) {
    repeating(
        "free the lock of the model " + model,
        () -> {
          try {
            workspace.retrying().modelRegistry().deleteModel(name() + suffix);
          } catch (NotFound e) {
            return false;
          }
          return true;
        });
  }

  /** The filter takes each underscore for any letter, so that the names are looked at again. */
  @Override
  public List<String> beginningWith(String start) {
    SearchModelsRequest alike =
        new SearchModelsRequest().setFilter("name LIKE '%s%%'".formatted(quoted(name() + start)));
    return reading(
        "look for old locks of the model " + model,
        () -> {
          List<String> suffixes = new ArrayList<>();
          for (Model other : workspace.retrying().modelRegistry().searchModels(alike)) {
            if (other.getName().startsWith(name() + start)) {
              suffixes.add(other.getName().substring(name().length()));
            }
          }
          return suffixes;
        });
  }

  private static String quoted(String name) {
    return name.replace("'", "\\'");
  }
}
