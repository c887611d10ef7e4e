package io.spendcast.application.done;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import java.util.Optional;

/**
 * Finds earlier work that need not be done again: same inputs, and outputs that are still what was
 * made then, where their users find them.
 */
public final class FinishedWork {
  private final RunJournal journal;
  private final TableCatalog tables;
  private final ExperimentTracker tracker;
  private final ModelRegistry registry;
  private final PredictionSink predictions;

  /** Looks in this journal, and for the outputs where they are kept. */
  public FinishedWork(
      RunJournal journal,
      TableCatalog tables,
      ExperimentTracker tracker,
      ModelRegistry registry,
      PredictionSink predictions) {
    this.journal = journal;
    this.tables = tables;
    this.tracker = tracker;
    this.registry = registry;
    this.predictions = predictions;
  }

  public Optional<RunManifest> find(Task task, Fingerprint inputs) {
    return journal.findDone(task, inputs).filter(manifest -> isThere(task, manifest));
  }

  /** Whether this work was done once, wherever its outputs are now. */
  public boolean wasDone(Task task, Fingerprint inputs) {
    return journal.findDone(task, inputs).isPresent();
  }

  /** Whether the outputs of a task are still what was made. */
  boolean isThere(Task task, RunManifest manifest) {
    return switch (task) {
      case INGEST -> manifest.ingest().filter(this::isHeld).isPresent();
      case FEATURES -> manifest.features().filter(built -> isHeld(built.table())).isPresent();
      case TRAIN -> manifest.training().filter(this::isTracked).isPresent();
      case REGISTER -> manifest.registration().filter(this::isRegistered).isPresent();
      case PREDICT ->
          manifest.prediction().filter(made -> predictions.holds(made.batch())).isPresent();
    };
  }

  private boolean isHeld(IngestReport report) {
    return report.tables().stream().allMatch(this::isHeld);
  }

  private boolean isHeld(TableIngest ingest) {
    return tables.holds(ingest.table(), ingest.rowsKept())
        && ingest
            .quarantine()
            .filter(table -> !tables.holds(table, ingest.rowsQuarantined()))
            .isEmpty();
  }

  private boolean isHeld(FeatureTable features) {
    return tables.holds(features.dailySpend()) && tables.holds(features.table(), features.rows());
  }

  private boolean isTracked(TrainingOutcome training) {
    return training.candidates().stream()
        .allMatch(
            candidate ->
                tracker
                    .find(candidate.key())
                    .filter(found -> found.id().equals(candidate.run().id()))
                    .isPresent());
  }

  private boolean isRegistered(Registration registration) {
    ModelVersion recorded = registration.version();
    return registry
        .find(recorded.name())
        .flatMap(model -> model.version(recorded.number()))
        .filter(found -> found.isSameModel(recorded))
        .filter(this::isUsable)
        .isPresent();
  }

  /** A model whose files are not those that were registered is as good as none. */
  private boolean isUsable(ModelVersion version) {
    try {
      registry.fetch(version);
      return true;
    } catch (SpendcastException e) {
      if (e.kind() == Kind.INVALID || e.kind() == Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
