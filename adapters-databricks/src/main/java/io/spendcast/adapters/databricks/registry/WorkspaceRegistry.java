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

/** Keeps models in a workspace's own registry, which has stages. */
public final class WorkspaceRegistry implements ModelRegistry {
  private final Workspace workspace;
  private final ModelCopies copies;
  private final Clock clock;
  private final Path volumes;

  /** A registry whose versions have their files in volumes, mounted as clusters mount them. */
  public WorkspaceRegistry(Workspace workspace, ModelCopies copies, Clock clock) {
    this(workspace, copies, clock, Path.of("/Volumes"));
  }

  /**
   * The same with volumes elsewhere.
   *
   * @param volumes the directory below which the files of all versions are
   */
  WorkspaceRegistry(Workspace workspace, ModelCopies copies, Clock clock, Path volumes) {
    this.workspace = workspace;
    this.copies = copies;
    this.clock = clock;
    this.volumes = volumes;
  }

  private RegistryWork model(ModelName name) {
    return new RegistryWork(
        name, new WorkspaceProtocol(name, workspace, volumes), workspace, clock);
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
