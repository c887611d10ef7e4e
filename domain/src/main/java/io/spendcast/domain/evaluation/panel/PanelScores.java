package io.spendcast.domain.evaluation.panel;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.order.Labels;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is summed up over scored rows, so that it can be computed where the rows are and
 * only sums travel. Partial scores of disjoint rows merge.
 */
public final class PanelScores implements Serializable {
  private final CustomerBootstrap bootstrap;
  private final int models;
  private final Map<AsOfDate, ErrorSums> errors = new TreeMap<>();
  private final PanelShapes shapes;

  /** Only needed where rows are added. */
  private final transient Labels labels;

  /**
   * Empty scores.
   *
   * @param models how many
   * @param labels of all rows that will be added, here or elsewhere
   */
  public PanelScores(CustomerBootstrap bootstrap, int models, Labels labels) {
    this.bootstrap = bootstrap;
    this.models = models;
    this.shapes = new PanelShapes(models);
    this.labels = labels;
  }

  /**
   * Adds one row.
   *
   * @param label what the customer spent, in currency
   * @param predictions what each model had forecast, in the order of the models
   * @param properties by which errors are shown apart; see {@link Slicing}
   */
  public void add(
      AsOfDate asOf,
      String customer,
      double label,
      double[] predictions,
      List<Property> properties) {
    long hash = CustomerBootstrap.hash(customer);
    errors(asOf).add(hash, label, predictions);
    shapes.add(asOf, hash, label, predictions, properties, labels);
  }

  private ErrorSums errors(AsOfDate asOf) {
    return errors.computeIfAbsent(asOf, any -> new ErrorSums(bootstrap, models));
  }

  /** Adds the scores of other rows, made with the same bootstrap and models; returns this. */
  public PanelScores merge(PanelScores other) {
    other.errors.forEach((asOf, sums) -> errors(asOf).merge(sums));
    shapes.merge(other.shapes);
    return this;
  }

  /** The errors of all rows, whose labels these are. */
  public PanelErrors errors(Labels all) {
    return PanelErrors.of(bootstrap, models, errors, shapes, all);
  }
}
