package io.spendcast.testkit;

import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.PanelScores;
import io.spendcast.domain.evaluation.panel.Slicing;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;

/** Measures models on feature rows of the in-memory lake. */
public final class InMemoryEvaluator implements Evaluator {
  private final InMemoryLake lake;

  /** An evaluator in this lake. */
  public InMemoryEvaluator(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public PanelErrors evaluate(
      TrainingPanel panel, List<ModelArtifact> models, CustomerBootstrap bootstrap) {
    models.forEach(model -> InMemoryScorer.requireSameFeatures(model, panel.features()));
    List<LinearModel> loaded = models.stream().map(LinearModel::load).toList();
    List<FeatureRow> heldOut =
        lake.featureRows(panel.features()).stream()
            .filter(row -> panel.plan().test().contains(row.asOf()))
            .toList();
    Labels labels = new Labels();
    heldOut.forEach(row -> labels.add(row.asOf(), row.label().orElseThrow()));
    PanelScores scores = new PanelScores(bootstrap, models.size(), labels);
    Slicing slicing = Slicing.of(panel.features().names());
    for (FeatureRow row : heldOut) {
      scores.add(
          row.asOf(),
          row.customer().value(),
          row.label().orElseThrow(),
          loaded.stream().mapToDouble(model -> model.predict(row.values())).toArray(),
          slicing.properties(slicing.columns().stream().mapToDouble(row.values()::get).toArray()));
    }
    return scores.errors(labels);
  }
}
