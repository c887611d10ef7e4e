package io.spendcast.domain.registry;

import java.util.Optional;

/**
 * Names models, numbers their versions and knows their stages.
 *
 * <p>Registering the same release again gives the version that is there. A move to an exclusive
 * stage is a compare-and-set on that stage's holder and archives it; a move to the stage that the
 * version already holds changes nothing but tags. Others see a version or a move whole or not at
 * all, as soon as the call returns.
 *
 * <p>Throws {@code SpendcastException} with {@code NOT_FOUND} if model or version do not exist;
 * {@code CONFLICT} if another version than expected holds the stage; {@code INVALID} if the files
 * are not there or not complete; {@code UNAVAILABLE} if the registry cannot be reached and nothing
 * was written; {@code OUTCOME_UNKNOWN} if a write was sent and no answer came.
 */
public interface ModelRegistry {
  /** Adds the next version, in stage None. */
  ModelVersion register(ModelRegistration registration);

  /** The model with its versions. */
  Optional<RegisteredModel> find(ModelName name);

  /**
   * The same version with its files where this machine can read them, until the registry is closed.
   * Fails with {@code INVALID} if they are not those that were registered.
   */
  ModelVersion fetch(ModelVersion version);

  /** Moves a version to a stage and gives it as it is then. */
  ModelVersion move(StageMove move);
}
