package io.spendcast.domain.leak;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.TrainingPanel;
import java.util.List;

/**
 * What is to be looked at, and how closely.
 *
 * @param panel what the models learned from and were judged on
 * @param catalogue what its features are
 * @param models the models to score with; all read the panel's inputs
 * @param customers how many customers to look at, about: at least 1
 */
public record LeakProbe(
    TrainingPanel panel, Catalogue catalogue, List<ModelArtifact> models, int customers) {
  /** Copies the models and checks the number. */
  public LeakProbe {
    models = List.copyOf(models);
    if (customers < 1) {
      throw new IllegalArgumentException("customers must be at least 1, not " + customers);
    }
  }

  /** The as-of date that is looked at: the last one that judges, since it has the most past. */
  public AsOfDate asOf() {
    return panel.plan().test().get(panel.plan().test().size() - 1);
  }

  /** Up to when the category vocabulary may know of sales: at most the last training as-of date. */
  public AsOfDate vocabularyCut() {
    return catalogue
        .chosenBefore()
        .filter(before -> before.day().isBefore(lastTrain().day()))
        .orElse(lastTrain());
  }

  private AsOfDate lastTrain() {
    return panel.plan().train().get(panel.plan().train().size() - 1);
  }

  /** About which share of the customers to look at, in (0, 1]. */
  public double share() {
    double perAsOf = (double) panel.testRows() / panel.plan().test().size();
    return perAsOf <= customers ? 1 : customers / perAsOf;
  }
}
