package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.Aliases;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registered model with its versions and aliases. To be used while the store is held alone. */
final class ModelFolder {
  private static final String UPDATED = "last_updated_timestamp";

  private final Store store;
  private final ModelName name;
  private final Clock clock;

  ModelFolder(Store store, ModelName name, Clock clock) {
    this.store = store;
    this.name = name;
    this.clock = clock;
  }

  Path path() {
    return store.root().resolve("models").resolve(name.value());
  }

  Optional<RegisteredModel> read() throws IOException {
    if (!Files.isDirectory(path())) {
      return Optional.empty();
    }
    List<ModelVersion> versions = new ArrayList<>();
    for (VersionDirectory version : live()) {
      versions.add(version.version(name));
    }
    return Optional.of(new RegisteredModel(name, versions));
  }

  ModelVersion add(ModelRegistration registration) throws IOException {
    List<VersionDirectory> all = all();
    Optional<VersionDirectory> known =
        all.stream().filter(v -> !v.isDeleted() && v.isOf(registration.release())).findFirst();
    if (known.isPresent()) {
      return known.get().version(name);
    }
    int number = 1 + all.stream().mapToInt(VersionDirectory::number).max().orElse(0);
    createIfNew();
    Path scratch = store.scratch();
    VersionDirectory.write(scratch, registration, number, clock);
    store.publish(scratch, directory(number));
    new WrittenModel(store, this).note();
    return VersionDirectory.read(directory(number)).version(name);
  }

  ModelVersion move(StageMove move) throws IOException {
    VersionDirectory version = version(move.number());
    List<VersionDirectory> before = holders(move.to());
    boolean stays = version.stage() == move.to();
    if (!stays) {
      requireExpected(move, before);
    }
    ChangeSet changes = store.changes();
    if (!stays) {
      for (VersionDirectory holder : before) {
        put(changes, holder, Stage.ARCHIVED);
      }
      put(changes, version, move.to());
    }
    move.tags()
        .forEach((tag, text) -> changes.write(version.directory().resolve("tags/" + tag), text));
    putAliases(changes, move);
    if (!stays && move.to() == Stage.PRODUCTION) {
      move.expectedHolder()
          .ifPresent(held -> changes.write(alias(Aliases.PREVIOUS), Integer.toString(held)));
    }
    changes.commit();
    return version(move.number()).version(name);
  }

  private void requireExpected(StageMove move, List<VersionDirectory> holders) {
    List<Integer> numbers = holders.stream().map(VersionDirectory::number).toList();
    if (!numbers.equals(move.expectedHolder().stream().toList()) && move.to().isExclusive()) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot move version %s of %s to %s: held by %s, expected %s."
              .formatted(
                  move.number(),
                  name,
                  move.to().label(),
                  numbers,
                  move.expectedHolder().stream().toList()),
          "Look at the versions with the command models, then decide again.");
    }
  }

  private void put(ChangeSet changes, VersionDirectory version, Stage stage) throws IOException {
    MetaFile meta =
        version.meta().with("current_stage", stage.label()).with(UPDATED, clock.millis());
    changes.write(meta.file(), meta.yaml());
  }

  /** The alias of the new stage points to the version, that of the stage it left to none. */
  private void putAliases(ChangeSet changes, StageMove move) throws IOException {
    for (Map.Entry<Stage, String> alias : Aliases.NAMES.entrySet()) {
      Path file = alias(alias.getValue());
      String number = Integer.toString(move.number());
      if (alias.getKey() == move.to()) {
        changes.write(file, number);
      } else if (Files.exists(file) && Files.readString(file).equals(number)) {
        changes.delete(file);
      }
    }
  }

  private Path alias(String name) {
    return path().resolve("aliases").resolve(name);
  }

  private List<VersionDirectory> holders(Stage stage) throws IOException {
    return stage.isExclusive()
        ? live().stream().filter(version -> version.stage() == stage).toList()
        : List.of();
  }

  private VersionDirectory version(int number) throws IOException {
    return live().stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.NOT_FOUND,
                    "Cannot find version %s of %s.".formatted(number, name),
                    "Register a version first, or name one that the command models shows."));
  }

  private List<VersionDirectory> live() throws IOException {
    return all().stream().filter(version -> !version.isDeleted()).toList();
  }

  private List<VersionDirectory> all() throws IOException {
    List<VersionDirectory> versions = new ArrayList<>();
    for (Path directory : FileTree.directories(path())) {
      if (VersionDirectory.isOne(directory)) {
        versions.add(VersionDirectory.read(directory));
      }
    }
    versions.sort(Comparator.comparingInt(VersionDirectory::number));
    return versions;
  }

  private Path directory(int number) {
    return path().resolve(VersionDirectory.NAME + number);
  }

  private void createIfNew() throws IOException {
    if (Files.exists(path())) {
      return;
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    meta.put("name", name.value());
    meta.put("description", null);
    meta.put("creation_timestamp", clock.millis());
    meta.put(UPDATED, clock.millis());
    meta.put("aliases", Map.of());
    Path scratch = store.scratch();
    Files.createDirectory(scratch.resolve("tags"));
    Files.createDirectory(scratch.resolve("aliases"));
    Files.writeString(scratch.resolve("meta.yaml"), MetaFile.yaml(meta));
    store.publish(scratch, path());
  }
}
