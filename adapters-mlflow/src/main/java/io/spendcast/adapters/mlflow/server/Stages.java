package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.Aliases;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.registry.Stage;
import java.util.List;

/**
 * The stages of a model's versions. Where a server has stages, they rule; where it has none, the
 * aliases do, and a tag stores what was in use before.
 */
record Stages(boolean areKept, Aliases aliases) {
  /** The stage by MLflow's name, on servers that have no stages. */
  static final String TAG = TagKey.STAGE.key();

  static Stages of(List<ServerVersion> versions, Aliases aliases) {
    return new Stages(versions.stream().anyMatch(ServerVersion::hasStage), aliases);
  }

  Stage of(ServerVersion version) {
    if (areKept) {
      return Stage.parse(version.label());
    }
    boolean wasInUse = Stage.ARCHIVED.label().equals(version.tags().get(TAG));
    return aliases.stage(version.number()).orElse(wasInUse ? Stage.ARCHIVED : Stage.NONE);
  }
}
