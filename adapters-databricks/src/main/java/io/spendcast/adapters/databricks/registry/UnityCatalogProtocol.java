package io.spendcast.adapters.databricks.registry;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.repeating;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.writing;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.catalog.CreateRegisteredModelRequest;
import com.databricks.sdk.service.catalog.GetRegisteredModelRequest;
import com.databricks.sdk.service.catalog.ListRegisteredModelsRequest;
import com.databricks.sdk.service.catalog.ModelVersionInfo;
import com.databricks.sdk.service.catalog.ModelVersionInfoStatus;
import com.databricks.sdk.service.catalog.RegisteredModelAlias;
import com.databricks.sdk.service.catalog.RegisteredModelInfo;
import com.databricks.sdk.service.catalog.SetRegisteredModelAliasRequest;
import com.databricks.sdk.service.catalog.UpdateRegisteredModelRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.databricks.registry.ServedVersion.Status;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A model of Unity Catalog: aliases stand for stages, a tag says what was in use before. */
final class UnityCatalogProtocol implements RegistryProtocol {
  private final String catalog;
  private final String schema;
  private final String model;
  private final Workspace workspace;
  private final UnityCatalogCalls calls;

  /** A name of three parts is taken as it is; any other is that of a model of our schema. */
  UnityCatalogProtocol(
      ModelName name, String defaultCatalog, String defaultSchema, Workspace workspace) {
    String[] parts = name.value().split("\\.", -1);
    boolean whole = parts.length == 3;
    this.catalog = whole ? parts[0] : defaultCatalog;
    this.schema = whole ? parts[1] : defaultSchema;
    this.model = whole ? parts[2] : name.value();
    this.workspace = workspace;
    this.calls = new UnityCatalogCalls(workspace);
  }

  @Override
  public String name() {
    return "%s.%s.%s".formatted(catalog, schema, model);
  }

  @Override
  public Optional<List<ServedVersion>> versions() {
    return reading(
        "read the model " + name(), () -> info(name()).map(info -> served(aliases(info))));
  }

  private Optional<RegisteredModelInfo> info(String full) {
    try {
      return Optional.of(
          workspace
              .retrying()
              .registeredModels()
              .get(new GetRegisteredModelRequest().setFullName(full).setIncludeAliases(true)));
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public StageAliases aliases() {
    return reading(
        "read the aliases of the model " + name(),
        () -> info(name()).map(UnityCatalogProtocol::aliases).orElse(new StageAliases(Map.of())));
  }

  private static StageAliases aliases(RegisteredModelInfo info) {
    Map<String, Integer> numbers = new HashMap<>();
    for (RegisteredModelAlias alias :
        Objects.requireNonNullElse(info.getAliases(), List.<RegisteredModelAlias>of())) {
      numbers.put(alias.getAliasName(), Math.toIntExact(alias.getVersionNum()));
    }
    return new StageAliases(numbers);
  }

  private List<ServedVersion> served(StageAliases aliases) {
    List<ServedVersion> versions = new ArrayList<>();
    for (ModelVersionInfo version : workspace.retrying().modelVersions().list(name())) {
      versions.add(served(version, aliases));
    }
    versions.sort(Comparator.comparing(ServedVersion::number));
    return versions;
  }

  /** The list has no tags: each version is asked for. */
  private ServedVersion served(ModelVersionInfo info, StageAliases aliases) {
    int number = Math.toIntExact(info.getVersion());
    Map<String, String> tags = new HashMap<>();
    for (JsonNode tag : calls.version(name(), number).path("tags")) {
      tags.put(tag.path("key").asText(), tag.path("value").asText());
    }
    tags = VersionTags.read(tags);
    return new ServedVersion(
        number,
        status(info),
        aliases.stage(number, tags),
        String.valueOf(info.getSource()),
        String.valueOf(info.getRunId()),
        tags,
        Instant.ofEpochMilli(info.getCreatedAt()));
  }

  private static Status status(ModelVersionInfo info) {
    if (info.getStatus() == ModelVersionInfoStatus.READY) {
      return Status.READY;
    }
    return info.getStatus() == ModelVersionInfoStatus.FAILED_REGISTRATION
        ? Status.FAILED
        : Status.PENDING;
  }

  @Override
  public boolean create(String suffix, String note) {
    return writing(
        "create the model " + name(),
        () -> {
          try {
            workspace
                .once()
                .registeredModels()
                .create(
                    new CreateRegisteredModelRequest()
                        .setCatalogName(catalog)
                        .setSchemaName(schema)
                        .setName(model + suffix)
                        .setComment(note));
            return true;
          } catch (ResourceConflict e) {
            return false;
          }
        });
  }

  @Override
  public int createVersion(ModelRegistration registration, Map<String, String> tags) {
    return writing(
        "create a version of the model " + name(),
        () -> calls.createVersion(name(), registration, VersionTags.written(tags)));
  }

  @Override
  public void complete(int number, Path files) {
    new ModelUpload(workspace, calls, name(), number).upload(files);
    repeating(
        "finish version %s of the model %s".formatted(number, name()),
        () -> calls.finish(name(), number));
  }

  @Override
  public void tag(int number, String key, String value) {
    repeating(
        "tag version %s of the model %s".formatted(number, name()),
        () -> {
          VersionTags.written(key, value)
              .forEach((name, text) -> calls.tag(name(), number, name, text));
          return key;
        });
  }

  @Override
  public void put(StageChange change) {
    change.tag(this);
  }

  @Override
  public void point(String alias, int number) {
    repeating(
        "point the alias %s of the model %s".formatted(alias, name()),
        () ->
            workspace
                .retrying()
                .registeredModels()
                .setAlias(
                    new SetRegisteredModelAliasRequest()
                        .setFullName(name())
                        .setAlias(alias)
                        .setVersionNum((long) number)));
  }

  @Override
  public void remove(String alias) {
    repeating(
        "remove the alias %s of the model %s".formatted(alias, name()),
        () -> {
          workspace.retrying().registeredModels().deleteAlias(name(), alias);
          return alias;
        });
  }

  @Override
  public void download(ServedVersion version, Path target) throws IOException {
    new ModelUpload(workspace, calls, name(), version.number()).download(target);
  }

  @Override
  public Optional<Note> note(String suffix) {
    return reading(
        "look at the lock of the model " + name(),
        () ->
            info(name() + suffix)
                .map(
                    info ->
                        new Note(
                            String.valueOf(info.getComment()),
                            Instant.ofEpochMilli(info.getCreatedAt()))));
  }

  @Override
  public void rename(String suffix, String other) {
    repeating(
        "set aside the lock of the model " + name(),
        () ->
            workspace
                .retrying()
                .registeredModels()
                .update(
                    new UpdateRegisteredModelRequest()
                        .setFullName(name() + suffix)
                        .setNewName(model + other)));
  }

  @Override
  public void delete(String suffix) {
    repeating(
        "free the lock of the model " + name(),
        () -> {
          try {
            workspace.retrying().registeredModels().delete(name() + suffix);
          } catch (NotFound e) {
            return false;
          }
          return true;
        });
  }

  @Override
  public List<String> beginningWith(String start) {
    ListRegisteredModelsRequest all =
        new ListRegisteredModelsRequest().setCatalogName(catalog).setSchemaName(schema);
    return reading(
        "look for old locks of the model " + name(),
        () -> {
          List<String> suffixes = new ArrayList<>();
          for (RegisteredModelInfo info : workspace.retrying().registeredModels().list(all)) {
            if (info.getName().startsWith(model + start)) {
              suffixes.add(info.getName().substring(model.length()));
            }
          }
          return suffixes;
        });
  }
}
