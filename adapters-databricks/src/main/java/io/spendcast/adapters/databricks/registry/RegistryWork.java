package io.spendcast.adapters.databricks.registry;

import io.spendcast.adapters.databricks.registry.ServedVersion.Status;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.registry.StagedVersions;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Registers and moves the versions of one model, whichever registry of the platform has it. Every
 * step finds what an interrupted one left, so that sending it again completes it.
 */
final class RegistryWork {
  private static final int LOOKS = 120;

  private final ModelName name;
  private final RegistryProtocol model;
  private final Workspace workspace;
  private final Clock clock;

  RegistryWork(ModelName name, RegistryProtocol model, Workspace workspace, Clock clock) {
    this.name = name;
    this.model = model;
    this.workspace = workspace;
    this.clock = clock;
  }

  Optional<RegisteredModel> find() {
    return model
        .versions()
        .map(
            versions ->
                new RegisteredModel(
                    name,
                    versions.stream()
                        .filter(ServedVersion::isReady)
                        .map(version -> version.version(name))
                        .toList()));
  }

  ModelVersion register(ModelRegistration registration) {
    ModelArtifact tracked = registration.artifact();
    ModelContent content =
        ModelContent.of(tracked.at(new LoggedModels(workspace).files(tracked.location())));
    Optional<ServedVersion> known = ofRelease(registration.release());
    if (known.isEmpty()) {
      known =
          Optional.of(
              new RegistryLock(model, workspace, clock)
                  .holding(() -> numbered(registration, content)));
    }
    int number = known.get().number();
    if (!known.get().isReady()) {
      model.complete(number, content.directory());
    }
    return awaited(number).version(name);
  }

  private Optional<ServedVersion> ofRelease(String release) {
    return model.versions().orElse(List.of()).stream()
        .filter(version -> version.isOf(release))
        .findFirst();
  }

  /** The release's version, made if there is none. */
  private ServedVersion numbered(ModelRegistration registration, ModelContent content) {
    Optional<ServedVersion> known = ofRelease(registration.release());
    if (known.isPresent()) {
      return known.get();
    }
    model.createModel();
    Map<String, String> tags = VersionTags.of(registration, content.digest());
    try {
      return served(model.createVersion(registration, tags));
    } catch (SpendcastException e) {
      if (e.kind() != Kind.OUTCOME_UNKNOWN) {
        throw e;
      }
      return ofRelease(registration.release()).orElseThrow(() -> e);
    }
  }

  private ServedVersion awaited(int number) {
    for (int look = 1; look <= LOOKS; look++) {
      ServedVersion version = served(number);
      if (version.isReady()) {
        return version;
      }
      if (version.status() == Status.FAILED) {
        throw new SpendcastException(
            Kind.INVALID,
            "Cannot register version %s of %s: the workspace gave it up."
                .formatted(number, model.name()),
            "Read the version's message in the workspace, then register again.");
      }
      workspace.pause(1);
    }
    throw new SpendcastException(
        Kind.OUTCOME_UNKNOWN,
        "Cannot register version %s of %s: it is not ready yet.".formatted(number, model.name()),
        "Register again, which waits for the same version.");
  }

  private ServedVersion served(int number) {
    return model.versions().orElse(List.of()).stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(() -> StagedVersions.unknown(fullName(), number));
  }

  ModelVersion move(StageMove move) {
    if (!served(move.number()).isReady()) {
      throw StagedVersions.unknown(fullName(), move.number());
    }
    return new RegistryLock(model, workspace, clock).holding(() -> moved(move));
  }

  private ModelVersion moved(StageMove move) {
    StagedVersions staged = staged();
    staged.after(move).write(model, model.aliases());
    ServedVersion after = served(move.number());
    if (after.stage() != move.to()) {
      throw staged.conflict(move, "somebody moved it meanwhile");
    }
    return after.version(name);
  }

  private StagedVersions staged() {
    return new StagedVersions(
        fullName(),
        model.versions().orElse(List.of()).stream()
            .filter(ServedVersion::isReady)
            .collect(Collectors.toMap(ServedVersion::number, ServedVersion::stage)));
  }

  private ModelName fullName() {
    return new ModelName(model.name());
  }

  /** Copies the files of a version and compares them with those that were registered. */
  void fetch(ModelVersion version, Path target) {
    ServedVersion served = served(version.number());
    try {
      model.download(served, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelContent.requireDigest(version, target, served.tags().get(TagKey.FILES_DIGEST.key()));
  }
}
