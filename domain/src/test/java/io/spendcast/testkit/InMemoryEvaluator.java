package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.CustomerBootstrap;
import io.spendcast.domain.evaluation.ErrorSums;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.PanelErrors;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    Map<AsOfDate, ErrorSums> byAsOf = new TreeMap<>();
    for (AsOfDate asOf : panel.plan().test()) {
      byAsOf.put(asOf, new ErrorSums(bootstrap, models.size()));
    }
    for (FeatureRow row : lake.featureRows(panel.features())) {
      if (byAsOf.containsKey(row.asOf())) {
        byAsOf
            .get(row.asOf())
            .add(
                CustomerBootstrap.hash(row.customer().value()),
                row.label().orElseThrow(),
                loaded.stream().mapToDouble(model -> model.predict(row.values())).toArray());
      }
    }
    return PanelErrors.of(bootstrap, models.size(), byAsOf);
  }
}
