package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.InMemoryExperimentTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A tracker that describes its models as MLflow does, with a signature. */
final class DescribedModels implements ExperimentTracker {
  private static final String MLMODEL =
      """
      flavors:
        xgboost: {data: model.ubj}
      signature:
        inputs: '[{"type": "double", "name": "tenure_days"}]'
        outputs: '[{"type": "double"}]'
      """;

  private final InMemoryExperimentTracker tracker;

  public DescribedModels(Path directory) {
    this.tracker = new InMemoryExperimentTracker(directory);
  }

  @Override
  public TrackedRun record(RunRecord run) {
    TrackedRun tracked = tracker.record(run);
    tracked
        .model()
        .ifPresent(model -> write(Path.of(model.location()).resolve("MLmodel"), MLMODEL));
    return tracked;
  }

  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void attach(TrackedRun run, Artifact artifact) {
    tracker.attach(run, artifact);
  }

  @Override
  public Optional<TrackedRun> find(String key) {
    return tracker.find(key);
  }
}
