package io.spendcast.application;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Finds earlier work that need not be done again: same inputs, and outputs that are still there.
 */
public final class FinishedWork {
  private final RunJournal journal;
  private final TableCatalog tables;
  private final ExperimentTracker tracker;
  private final ModelRegistry registry;

  /** Looks in this journal, and for the outputs where they are kept. */
  public FinishedWork(
      RunJournal journal, TableCatalog tables, ExperimentTracker tracker, ModelRegistry registry) {
    this.journal = journal;
    this.tables = tables;
    this.tracker = tracker;
    this.registry = registry;
  }

  Optional<RunManifest> find(Task task, Fingerprint inputs) {
    return journal.findDone(task, inputs).filter(manifest -> isThere(task, manifest));
  }

  private boolean isThere(Task task, RunManifest manifest) {
    return switch (task) {
      case INGEST ->
          manifest.ingest().stream()
              .flatMap(report -> report.tables().stream())
              .allMatch(table -> tables.exists(table.table()));
      case FEATURES -> manifest.features().map(f -> f.table().table()).stream().allMatch(this::has);
      case TRAIN -> manifest.training().stream().allMatch(this::isTracked);
      case REGISTER -> manifest.registration().stream().allMatch(this::isRegistered);
      case PREDICT ->
          manifest.prediction().map(p -> p.receipt().table()).stream().allMatch(this::has);
    };
  }

  private boolean has(TableVersion version) {
    return tables.exists(version);
  }

  private boolean isTracked(TrainingOutcome training) {
    List<String> keys = training.candidates().stream().map(TrainingOutcome.Candidate::key).toList();
    return keys.stream().allMatch(key -> tracker.find(key).isPresent());
  }

  private boolean isRegistered(Registration registration) {
    return registry
        .find(registration.version().name())
        .flatMap(model -> model.version(registration.version().number()))
        .isPresent();
  }
}
