package io.spendcast.testkit;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps manifests in memory, the one saved last in front. */
public final class InMemoryRunJournal implements RunJournal {
  private final Deque<RunManifest> manifests = new ArrayDeque<>();

  /** A journal without runs. */
  public InMemoryRunJournal() {}

  @Override
  public synchronized void save(RunManifest manifest) {
    manifests.removeIf(other -> other.run().equals(manifest.run()));
    manifests.addFirst(manifest);
  }

  @Override
  public Optional<RunManifest> find(RunId run) {
    return first(manifest -> manifest.run().equals(run));
  }

  @Override
  public Optional<RunManifest> latest() {
    return first(manifest -> true);
  }

  @Override
  public Optional<RunManifest> latestBefore(RunId run) {
    return first(manifest -> !manifest.run().equals(run));
  }

  @Override
  public synchronized List<RunManifest> all() {
    return List.copyOf(manifests);
  }

  @Override
  public Optional<RunManifest> findDone(Task task, Fingerprint inputs) {
    return first(
        manifest ->
            manifest.record(task).filter(record -> record.inputs().equals(inputs)).isPresent());
  }

  private synchronized Optional<RunManifest> first(Predicate<RunManifest> wanted) {
    return manifests.stream().filter(wanted).findFirst();
  }
}
