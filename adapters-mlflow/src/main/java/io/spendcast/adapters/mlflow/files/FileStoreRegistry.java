package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.EntryNames;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Keeps models in MLflow's file store; a stage and its alias always move together. */
public final class FileStoreRegistry implements ModelRegistry {
  private final Store store;
  private final List<Path> roots;
  private final Clock clock;

  public FileStoreRegistry(Store store, Clock clock) {
    this(store, List.of(store.root()), clock);
  }

  /**
   * A registry in a store.
   *
   * @param roots the directories below which models may be stored
   */
  public FileStoreRegistry(Store store, List<Path> roots, Clock clock) {
    this.store = store;
    this.roots = List.copyOf(roots);
    this.clock = clock;
  }

  @Override
  public Optional<RegisteredModel> find(ModelName name) {
    ModelFolder model = model(name);
    if (!Files.isDirectory(model.path())) {
      return Optional.empty();
    }
    return MlflowErrors.during("read the model " + name, () -> store.reading(model::read));
  }

  @Override
  public ModelVersion register(ModelRegistration registration) {
    ModelDirectory.requireComplete(registration.artifact());
    EntryNames.check("tag", registration.tags().keySet());
    return MlflowErrors.during(
        "register " + registration.name() + " in " + store.root(),
        () -> store.alone(() -> model(registration.name()).add(registration)));
  }

  @Override
  public ModelVersion fetch(ModelVersion version) {
    return MlflowErrors.during(
        "read the model at " + version.artifact().location(),
        () -> {
          ModelDirectory.requireBelow(version.artifact(), roots);
          ModelDirectory.requireUnchanged(version);
          return version;
        });
  }

  @Override
  public ModelVersion move(StageMove move) {
    EntryNames.check("tag", move.tags().keySet());
    return MlflowErrors.during(
        "move version %s of %s to %s".formatted(move.number(), move.name(), move.to().label()),
        () -> store.alone(() -> model(move.name()).move(move)));
  }

  private ModelFolder model(ModelName name) {
    EntryNames.checkModel(name.value());
    return new ModelFolder(store, name, clock);
  }
}
