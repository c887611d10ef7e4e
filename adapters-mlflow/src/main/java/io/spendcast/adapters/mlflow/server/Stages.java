package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.Aliases;
import io.spendcast.domain.registry.Stage;
import java.util.List;

/**
 * The stages of a model's versions. Where a server has stages, they rule; where it has none, the
 * aliases do, and a tag tells what was in use before.
 */
record Stages(boolean areKept, Aliases aliases) {
  /** The stage by MLflow's name, on servers that have no stages. */
  static final String TAG = "spendcast.stage";

  static Stages of(List<ServedVersion> versions, Aliases aliases) {
    return new Stages(versions.stream().anyMatch(ServedVersion::hasStage), aliases);
  }

  Stage of(ServedVersion version) {
    if (areKept) {
      return Stage.parse(version.label());
    }
    boolean wasInUse = Stage.ARCHIVED.label().equals(version.tags().get(TAG));
    return aliases.stage(version.number()).orElse(wasInUse ? Stage.ARCHIVED : Stage.NONE);
  }
}
