package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.registry.Stage;
import java.util.List;

/**
 * Which model predicts.
 *
 * @param stage {@code production} or {@code staging}
 */
public record PredictionSection(String stage) {
  /** Checks the stage. */
  public PredictionSection {
    new Rules()
        .require(
            List.of("production", "staging").contains(stage),
            "stage",
            "be production or staging",
            stage)
        .check();
  }

  /** The stage whose model predicts. */
  public Stage modelStage() {
    return Stage.parse(stage);
  }
}
