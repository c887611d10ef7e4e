package io.spendcast.adapters.mlflow.server;

import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageAliases;
import java.util.List;

/** The stages of a model's versions. Where a server has stages, they rule. */
record Stages(boolean areKept, StageAliases aliases) {
  static Stages of(List<ServerVersion> versions, StageAliases aliases) {
    return new Stages(versions.stream().anyMatch(ServerVersion::hasStage), aliases);
  }

  Stage of(ServerVersion version) {
    return areKept ? Stage.parse(version.label()) : aliases.stage(version.number(), version.tags());
  }
}
