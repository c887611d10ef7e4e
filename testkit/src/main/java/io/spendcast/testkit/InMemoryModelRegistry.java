package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.registry.StagedVersions;
import io.spendcast.domain.training.ModelArtifact;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps registered models in memory; their files stay where they are. */
public final class InMemoryModelRegistry implements ModelRegistry {
  private final Clock clock;
  private final Map<ModelName, RegisteredModel> models = new HashMap<>();
  private final Map<ModelName, Map<String, Integer>> releases = new HashMap<>();
  private final Map<ModelArtifact, Map<String, String>> contents = new HashMap<>();

  /** A registry without models. */
  public InMemoryModelRegistry(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized ModelVersion register(ModelRegistration registration) {
    Map<String, Integer> known =
        releases.computeIfAbsent(registration.name(), n -> new HashMap<>());
    Integer number = known.get(registration.release());
    if (number != null) {
      return models.get(registration.name()).require(number);
    }
    ModelVersion added = add(registration);
    known.put(registration.release(), added.number());
    return added;
  }

  private ModelVersion add(ModelRegistration registration) {
    if (!ModelFiles.areComplete(registration.artifact())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot register the model at " + registration.artifact().location() + ": no such files.",
          "Track the model again.");
    }
    List<ModelVersion> earlier =
        find(registration.name()).map(RegisteredModel::versions).orElse(List.of());
    ModelVersion added =
        new ModelVersion(
            registration.name(),
            earlier.size() + 1,
            Stage.NONE,
            registration.trackedRunId(),
            registration.artifact(),
            registration.tags(),
            clock.instant());
    contents.put(registration.artifact(), ModelFiles.content(registration.artifact()));
    put(registration.name(), Stream.concat(earlier.stream(), Stream.of(added)).toList());
    return added;
  }

  @Override
  public synchronized Optional<RegisteredModel> find(ModelName name) {
    return Optional.ofNullable(models.get(name));
  }

  @Override
  public ModelVersion fetch(ModelVersion version) {
    if (!ModelFiles.areComplete(version.artifact())
        || !ModelFiles.content(version.artifact()).equals(contents.get(version.artifact()))) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the model at " + version.artifact().location() + ": other files.",
          "Register another one.");
    }
    return version;
  }

  @Override
  public synchronized ModelVersion move(StageMove move) {
    RegisteredModel model =
        find(move.name()).orElseThrow(() -> StagedVersions.unknown(move.name(), move.number()));
    Map<Integer, Stage> stages = model.staged().after(move).stages();
    put(
        move.name(),
        model.versions().stream()
            .map(
                version ->
                    with(
                        version,
                        stages.getOrDefault(version.number(), version.stage()),
                        version.number() == move.number() ? move.tags() : Map.of()))
            .toList());
    return models.get(move.name()).require(move.number());
  }

  private static ModelVersion with(ModelVersion version, Stage stage, Map<String, String> more) {
    Map<String, String> tags = new HashMap<>(version.tags());
    tags.putAll(more);
    return new ModelVersion(
        version.name(),
        version.number(),
        stage,
        version.trackedRunId(),
        version.artifact(),
        tags,
        version.created());
  }

  private void put(ModelName name, List<ModelVersion> versions) {
    models.put(name, new RegisteredModel(name, versions));
  }
}
