package io.spendcast.adapters.databricks.registry;

import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.StageAliases;
import io.spendcast.domain.registry.StageChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a registry of the platform takes and answers about one model. */
interface RegistryProtocol extends StageChange.Steps<RuntimeException> {
  /** The name as the platform has it. */
  String name();

  /** All versions with their tags, ascending; empty if there is no such model. */
  Optional<List<ServedVersion>> versions();

  /** Makes the model; one that is there stays. */
  void createModel();

  /** Sends a new version once and gives its number; the files may come later. */
  int createVersion(ModelRegistration registration, Map<String, String> tags);

  /** Brings the files of a version that is not ready; may be done again. */
  void complete(int number, Path files);

  /** The aliases of the model; none where stages rule. */
  StageAliases aliases();

  /** Copies the files of a version below a directory. */
  void download(ServedVersion version, Path target) throws IOException;

  /** Makes what only one can make; false if it is there. */
  boolean createLock(String owner);

  /** Who holds the lock. */
  Optional<Held> lock();

  /** Frees the lock, whoever holds it. */
  void deleteLock();

  /** A lock that is held since some time. */
  record Held(String owner, Instant since) {}
}
