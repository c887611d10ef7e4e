package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.registry.StagedVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registered model with its versions and aliases. To be used while the store is held alone. */
final class ModelFolder {
  private static final String UPDATED = "last_updated_timestamp";
  private static final String ALIASES = "aliases";

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
    Map<Integer, Stage> stages = new HashMap<>();
    for (VersionDirectory version : live()) {
      stages.put(version.number(), version.stage());
    }
    StageChange change = new StagedVersions(name, stages).after(move);
    ChangeSet changes = store.changes();
    change.write(new Steps(changes), aliases());
    changes.commit();
    return version(move.number()).version(name);
  }

  private StageAliases aliases() throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    FileTree.readEntries(path().resolve(ALIASES))
        .forEach(
            (alias, number) -> {
              if (number.matches("[0-9]{1,9}")) {
                numbers.put(alias, Integer.valueOf(number));
              }
            });
    return new StageAliases(numbers);
  }

  /** Nothing is seen before all is written, so that the order does not matter here. */
  private final class Steps implements StageChange.Steps<IOException> {
    private final ChangeSet changes;

    Steps(ChangeSet changes) {
      this.changes = changes;
    }

    @Override
    public void tag(int number, String key, String value) {
      changes.write(directory(number).resolve("tags").resolve(key), value);
    }

    @Override
    public void put(StageChange change) throws IOException {
      for (Map.Entry<Integer, Stage> changed : change.stages().entrySet()) {
        MetaFile meta = version(changed.getKey()).meta();
        changes.write(
            meta.file(),
            meta.with("current_stage", changed.getValue().label())
                .with(UPDATED, clock.millis())
                .yaml());
      }
    }

    @Override
    public void point(String alias, int number) {
      changes.write(path().resolve(ALIASES).resolve(alias), Integer.toString(number));
    }

    @Override
    public void remove(String alias) {
      changes.delete(path().resolve(ALIASES).resolve(alias));
    }
  }

  private VersionDirectory version(int number) throws IOException {
    return live().stream()
        .filter(version -> version.number() == number)
        .findFirst()
        .orElseThrow(() -> StagedVersions.unknown(name, number));
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
    meta.put(ALIASES, Map.of());
    Path scratch = store.scratch();
    Files.createDirectory(scratch.resolve("tags"));
    Files.createDirectory(scratch.resolve(ALIASES));
    Files.writeString(scratch.resolve("meta.yaml"), MetaFile.yaml(meta));
    store.publish(scratch, path());
  }
}
