package io.spendcast.adapters.mlflow.publish;

import io.spendcast.adapters.mlflow.files.Experiment;
import io.spendcast.adapters.mlflow.files.FileStoreRegistry;
import io.spendcast.adapters.mlflow.files.Store;
import io.spendcast.adapters.mlflow.files.StoredRun;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.server.ServerRegistry;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.TrackedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replays what embedded stores keep to a server. Runs are recognised by their key, versions by
 * their release, stages by a tag, so that doing it again adds only what is new.
 */
public final class StorePublisher {
  /** The stage that was published last: a later move on the server is not undone. */
  private static final String STAGE_TAG = TagKey.PUBLISHED_STAGE.key();

  private static final List<Stage> IN_ORDER =
      List.of(Stage.ARCHIVED, Stage.STAGING, Stage.PRODUCTION);

  private final Store runs;
  private final Store models;
  private final Function<String, ExperimentTracker> trackers;
  private final ServerRegistry target;
  private final Clock clock;
  private final Map<String, TrackedRun> published = new HashMap<>();

  /**
   * From stores to a server.
   *
   * @param trackers gives the server's tracker for an experiment of this name
   */
  public StorePublisher(
      Store runs,
      Store models,
      Function<String, ExperimentTracker> trackers,
      ServerRegistry target,
      Clock clock) {
    this.runs = runs;
    this.models = models;
    this.trackers = trackers;
    this.target = target;
    this.clock = clock;
  }

  public Counts publish() {
    return MlflowErrors.during(
        "publish " + runs.root(),
        () -> {
          for (Map.Entry<String, Path> experiment : Experiment.all(runs).entrySet()) {
            publish(experiment.getValue(), trackers.apply(experiment.getKey()));
          }
          return new Counts(published.size(), publishModels());
        });
  }

  private void publish(Path experiment, ExperimentTracker tracker) throws IOException {
    for (StoredRun run : StoredRun.of(experiment)) {
      Optional<String> parent = run.parent().map(id -> published(id, run.directory()).id());
      published.put(run.id(), tracker.record(run.below(parent)));
    }
  }

  private TrackedRun published(String id, Path user) {
    return Optional.ofNullable(published.get(id))
        .orElseThrow(
            () ->
                MlflowErrors.refused(
                    "publish " + user,
                    "it belongs to the run " + id + ", which is not in the store",
                    "Move it out of the store, or restore that run."));
  }

  private int publishModels() throws IOException {
    ModelRegistry source = new FileStoreRegistry(models, clock);
    int versions = 0;
    for (Path directory : FileTree.directories(models.root().resolve("models"))) {
      ModelName name = new ModelName(directory.getFileName().toString());
      Optional<RegisteredModel> model = source.find(name);
      versions += model.isPresent() ? publish(model.get(), directory) : 0;
    }
    return versions;
  }

  private int publish(RegisteredModel model, Path directory) throws IOException {
    Map<ModelVersion, ModelVersion> versions = new HashMap<>();
    for (ModelVersion version : model.versions()) {
      TrackedRun run = published(version.trackedRunId(), directory);
      versions.put(version, target.register(registration(version, run)));
    }
    for (Stage stage : IN_ORDER) {
      model.versions().stream()
          .filter(version -> version.stage() == stage)
          .map(versions::get)
          .filter(served -> !stage.label().equals(served.tags().get(STAGE_TAG)))
          .forEach(served -> move(served, stage));
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    versions.forEach((local, served) -> numbers.put(local.number(), served.number()));
    publishAliases(model.name(), directory.resolve("aliases"), numbers);
    return versions.size();
  }

  /** Those of the stages are there already, and what a name means on the server stays. */
  private void publishAliases(ModelName name, Path directory, Map<Integer, Integer> numbers)
      throws IOException {
    Map<String, Integer> aliases = new HashMap<>();
    for (Map.Entry<String, String> alias : FileTree.readEntries(directory).entrySet()) {
      Optional.ofNullable(numbers.get(number(directory.resolve(alias.getKey()), alias.getValue())))
          .ifPresent(served -> aliases.put(alias.getKey(), served));
    }
    aliases.keySet().removeAll(StageAliases.NAMES.values());
    if (!aliases.isEmpty()) {
      target.addAliases(name, aliases);
    }
  }

  private static int number(Path alias, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw MlflowErrors.damaged(alias, "it is not the number of a version");
    }
  }

  private static ModelRegistration registration(ModelVersion version, TrackedRun run) {
    return new ModelRegistration(
        version.name(),
        version.tags().getOrDefault(TagKey.RELEASE.key(), version.trackedRunId()),
        run.id(),
        run.model().orElseThrow(),
        version.tags());
  }

  private void move(ModelVersion version, Stage stage) {
    Optional<Integer> holder =
        target.find(version.name()).flatMap(model -> model.in(stage)).map(ModelVersion::number);
    move(version, stage, holder, Map.of());
    // Last, so that a publication that was killed before is not taken for a later move by others.
    move(version, stage, holder, Map.of(STAGE_TAG, stage.label()));
  }

  private void move(
      ModelVersion version, Stage stage, Optional<Integer> holder, Map<String, String> tags) {
    target.move(new StageMove(version.name(), version.number(), stage, holder, tags));
  }

  /**
   * What is on the server now.
   *
   * @param runs number of runs
   * @param versions number of model versions
   */
  public record Counts(int runs, int versions) {}
}
