package io.spendcast.adapters.databricks.registry;

import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Keeps models in Unity Catalog, whose aliases stand for the stages. */
public final class UnityCatalogRegistry implements ModelRegistry {
  private final String catalog;
  private final String schema;
  private final Workspace workspace;
  private final ModelCopies copies;
  private final Clock clock;

  /**
   * A registry.
   *
   * @param catalog of models whose names say none
   * @param schema of models whose names say none
   */
  public UnityCatalogRegistry(
      String catalog, String schema, Workspace workspace, ModelCopies copies, Clock clock) {
    this.catalog = catalog;
    this.schema = schema;
    this.workspace = workspace;
    this.copies = copies;
    this.clock = clock;
  }

  private RegistryWork model(ModelName name) {
    return new RegistryWork(
        name, new UnityCatalogProtocol(name, catalog, schema, workspace), workspace, clock);
  }

  @Override
  public ModelVersion register(ModelRegistration registration) {
    return model(registration.name()).register(registration);
  }

  @Override
  public Optional<RegisteredModel> find(ModelName name) {
    return model(name).find();
  }

  @Override
  public ModelVersion fetch(ModelVersion version) {
    Path copy = copies.of(version, target -> model(version.name()).fetch(version, target));
    return version.at(copy.toUri());
  }

  @Override
  public ModelVersion move(StageMove move) {
    return model(move.name()).move(move);
  }
}
