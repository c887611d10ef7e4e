package io.spendcast.domain.evaluation;

import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;

/**
 * Measures models on the held-out rows of a panel.
 *
 * <p>All models are scored on the same rows, from their saved files, so that what is judged is what
 * would be deployed. Money is in the retailer's currency. Reads only; repeating gives the same
 * sums.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if a model was trained on another
 * feature set than the panel's; {@code NOT_FOUND} if a model's files or the table are gone.
 */
public interface Evaluator {
  /** Error sums of the models, in their order. */
  PanelErrors evaluate(
      TrainingPanel panel, List<ModelArtifact> models, CustomerBootstrap bootstrap);
}
