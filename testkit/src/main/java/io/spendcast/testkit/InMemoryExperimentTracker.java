package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps runs in memory and their models in a directory. */
public final class InMemoryExperimentTracker implements ExperimentTracker {
  private final Path models;
  private final Map<String, TrackedRun> runsByKey = new LinkedHashMap<>();
  private final Map<String, RunRecord> recordsById = new LinkedHashMap<>();
  private final Map<String, Boolean> givenUpById = new LinkedHashMap<>();

  /** A tracker without runs that copies models below this directory. */
  public InMemoryExperimentTracker(Path models) {
    this.models = models;
  }

  @Override
  public synchronized TrackedRun record(RunRecord record) {
    return find(record.key()).orElseGet(() -> add(record));
  }

  private TrackedRun add(RunRecord record) {
    record.parentId().ifPresent(parent -> requireRun("record below", parent));
    String id = "run-" + (recordsById.size() + 1);
    TrackedRun run = new TrackedRun(id, record.name(), record.model().map(m -> keep(id, m)));
    recordsById.put(id, record);
    runsByKey.put(record.key(), run);
    return run;
  }

  @Override
  public synchronized void attach(TrackedRun run, Artifact artifact) {
    requireRun("attach a file to", run.id());
    recordsById.compute(run.id(), (id, record) -> with(record, artifact));
  }

  private static RunRecord with(RunRecord record, Artifact artifact) {
    Stream<Artifact> others =
        record.artifacts().stream().filter(other -> !other.path().equals(artifact.path()));
    return new RunRecord(
        record.key(),
        record.name(),
        record.parentId(),
        record.params(),
        record.metrics(),
        record.tags(),
        Stream.concat(others, Stream.of(artifact)).toList(),
        record.model(),
        record.started(),
        record.ended(),
        record.inputs(),
        record.curves(),
        record.description());
  }

  private void requireRun(String doing, String id) {
    if (!recordsById.containsKey(id)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot %s run %s: there is none.".formatted(doing, id),
          "Record it first.");
    }
  }

  private ModelArtifact keep(String id, ModelArtifact model) {
    if (!ModelFiles.areComplete(model)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot record the model at " + model.location() + ": it is not complete.",
          "Train it again.");
    }
    Path kept = models.resolve(id).resolve("model");
    ModelFiles.copy(Path.of(model.location()), kept);
    return new ModelArtifact(kept.toUri(), model.format(), model.inputs(), model.features());
  }

  @Override
  public synchronized Optional<TrackedRun> find(String key) {
    return Optional.ofNullable(runsByKey.get(key))
        .filter(run -> !givenUpById.containsKey(run.id()))
        .filter(run -> run.model().filter(model -> !ModelFiles.areComplete(model)).isEmpty());
  }

  /** Damages what is kept of a run. */
  public synchronized void damage(TrackedRun run) {
    givenUpById.put(run.id(), false);
  }

  /** The ids of damaged runs, and whether they were given up. */
  synchronized Map<String, Boolean> damaged() {
    return new LinkedHashMap<>(givenUpById);
  }

  synchronized void giveUp(String id) {
    givenUpById.replace(id, true);
  }

  /** Loses every run, as when somebody deletes the store. */
  public synchronized void forget() {
    givenUpById.clear();
    runsByKey.clear();
    recordsById.clear();
  }

  /** What was recorded of the run. */
  public synchronized RunRecord recorded(TrackedRun run) {
    return recordsById.get(run.id());
  }
}
