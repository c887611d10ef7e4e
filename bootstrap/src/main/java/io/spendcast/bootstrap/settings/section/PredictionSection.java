package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.registry.Stage;
import java.util.List;

/**
 * Which model predicts, and what is written with the forecasts.
 *
 * @param stage {@code production} or {@code staging}
 * @param reasons {@code none}, or {@code top-5} for the five inputs that count most
 */
public record PredictionSection(String stage, String reasons) {
  private static final String NONE = "none";
  private static final String TOP = "top-";

  /** Checks the stage and the number of reasons. */
  public PredictionSection {
    new Rules()
        .require(
            List.of("production", "staging").contains(stage),
            "stage",
            "be production or staging",
            stage)
        .require(
            reasons.equals(NONE) || reasons.matches(TOP + "[1-9][0-9]?"),
            "reasons",
            "be none, or top-1 to top-99",
            reasons)
        .check();
  }

  /** The stage whose model predicts. */
  public Stage modelStage() {
    return Stage.parse(stage);
  }

  /** The reasons that are written with the forecasts. */
  public Reasons wantedReasons() {
    return reasons.equals(NONE)
        ? Reasons.NONE
        : new Reasons(Integer.parseInt(reasons.substring(TOP.length())));
  }
}
