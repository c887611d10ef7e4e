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
      return version(registration.name(), number);
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
    ModelVersion version = version(move.name(), move.number());
    boolean stays = version.stage() == move.to();
    if (!stays && move.to().isExclusive()) {
      requireExpectedHolder(move);
    }
    put(
        move.name(),
        models.get(move.name()).versions().stream()
            .map(other -> other.number() == move.number() ? moved(other, move) : left(other, move))
            .toList());
    return version(move.name(), move.number());
  }

  private void requireExpectedHolder(StageMove move) {
    Optional<Integer> holder = models.get(move.name()).in(move.to()).map(ModelVersion::number);
    if (!holder.equals(move.expectedHolder())) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot move version %s of %s to %s: another version than expected holds it."
              .formatted(move.number(), move.name(), move.to().label()),
          "Look at the versions and decide again.");
    }
  }

  private static ModelVersion left(ModelVersion other, StageMove move) {
    boolean gives = move.to().isExclusive() && other.stage() == move.to();
    return gives ? with(other, Stage.ARCHIVED, other.tags()) : other;
  }

  private static ModelVersion moved(ModelVersion version, StageMove move) {
    Map<String, String> tags = new HashMap<>(version.tags());
    tags.putAll(move.tags());
    return with(version, move.to(), tags);
  }

  private static ModelVersion with(ModelVersion version, Stage stage, Map<String, String> tags) {
    return new ModelVersion(
        version.name(),
        version.number(),
        stage,
        version.trackedRunId(),
        version.artifact(),
        tags,
        version.created());
  }

  private ModelVersion version(ModelName name, int number) {
    return find(name)
        .flatMap(model -> model.version(number))
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot find version %s of %s.".formatted(number, name),
                    "Register it first."));
  }

  private void put(ModelName name, List<ModelVersion> versions) {
    models.put(name, new RegisteredModel(name, versions));
  }
}
