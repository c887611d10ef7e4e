package io.spendcast.domain.workflow;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the manifests of runs, so that tasks hand over between processes and finished work is not
 * done again.
 *
 * <p>Saving replaces the manifest of the same run; the last one wins. Others see it as soon as the
 * call returns, whole or not at all.
 *
 * <p>Throws {@code SpendcastException} with {@code CONFLICT} if another writer is at work; {@code
 * UNAVAILABLE} if the storage cannot be reached; {@code INVALID} if it is not usable.
 */
public interface RunJournal {
  /** Saves the manifest of a run. */
  void save(RunManifest manifest);

  /** The manifest of a run. */
  Optional<RunManifest> find(RunId run);

  /** The manifest that was saved last. */
  Optional<RunManifest> latest();

  /** The manifest of another run than this one, that was saved last. */
  Optional<RunManifest> latestBefore(RunId run);

  /** Every manifest, the one saved last first. */
  List<RunManifest> all();

  /** The manifest saved last in which this task is done from these inputs. */
  Optional<RunManifest> findDone(Task task, Fingerprint inputs);
}
