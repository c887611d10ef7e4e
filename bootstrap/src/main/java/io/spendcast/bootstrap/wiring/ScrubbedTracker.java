package io.spendcast.bootstrap.wiring;

import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps no secret of the environment in a run, whichever tracker keeps the run. */
final class ScrubbedTracker implements ExperimentTracker {
  private final ExperimentTracker tracker;
  private final Scrubber scrubber;

  ScrubbedTracker(ExperimentTracker tracker, Scrubber scrubber) {
    this.tracker = tracker;
    this.scrubber = scrubber;
  }

  @Override
  public TrackedRun record(RunRecord record) {
    return tracker.record(
        new RunRecord(
            record.key(),
            record.name(),
            record.parentId(),
            scrubbed(record.params()),
            record.metrics(),
            scrubbed(record.tags()),
            record.artifacts().stream().map(this::scrubbed).toList(),
            record.model(),
            record.started(),
            record.ended(),
            record.inputs(),
            record.curves(),
            record.description().map(scrubber::withoutValues)));
  }

  private Map<String, String> scrubbed(Map<String, String> texts) {
    return texts.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, text -> scrubber.withoutValues(text.getValue())));
  }

  private Artifact scrubbed(Artifact artifact) {
    return new Artifact(artifact.path(), scrubber.withoutValues(artifact.text()));
  }

  @Override
  public void attach(TrackedRun run, Artifact artifact) {
    tracker.attach(run, scrubbed(artifact));
  }

  @Override
  public Optional<TrackedRun> find(String key) {
    return tracker.find(key);
  }
}
