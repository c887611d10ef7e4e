package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.training.TrainingPanels;
import java.util.List;

/** Assembles panels from feature tables of the in-memory lake. */
public final class InMemoryTrainingPanels implements TrainingPanels {
  private final InMemoryLake lake;

  /** Panels over this lake. */
  public InMemoryTrainingPanels(InMemoryLake lake) {
    this.lake = lake;
  }

  @Override
  public TrainingPanel assemble(FeatureTable features, PanelPlan plan, double sampleFraction) {
    List<FeatureRow> rows = lake.featureRows(features);
    for (AsOfDate asOf : plan.all()) {
      require(
          rows.stream().anyMatch(row -> row.asOf().equals(asOf)), asOf + " is not in the table");
    }
    plan.train().forEach(asOf -> requireLabels(rows, asOf));
    plan.test().forEach(asOf -> requireLabels(rows, asOf));
    long train = trainRows(rows, plan, sampleFraction).size();
    require(train > 0, "no customer is in the sample");
    long test = rows.stream().filter(row -> plan.test().contains(row.asOf())).count();
    return new TrainingPanel(features, plan, sampleFraction, train, test);
  }

  private static void requireLabels(List<FeatureRow> rows, AsOfDate asOf) {
    require(
        rows.stream()
            .filter(row -> row.asOf().equals(asOf))
            .allMatch(row -> row.label().isPresent()),
        "the label of " + asOf + " is not known yet");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot assemble a training panel: " + otherwise + ".",
          "Build the features for this plan.");
    }
  }

  /** The rows to learn from. */
  static List<FeatureRow> trainRows(List<FeatureRow> rows, PanelPlan plan, double sampleFraction) {
    CustomerSample sample = new CustomerSample(sampleFraction);
    return rows.stream()
        .filter(row -> plan.train().contains(row.asOf()) && row.label().isPresent())
        .filter(row -> sample.contains(row.customer()))
        .toList();
  }
}
