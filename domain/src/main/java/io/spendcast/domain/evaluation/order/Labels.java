package io.spendcast.domain.evaluation.order;

import io.spendcast.domain.AsOfDate;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the labels of the held-out rows are distributed at each as-of date. Known before the models
 * are scored, it gives every row the rank of its label, so that rank correlations need no second
 * look at the predictions. Partial distributions of disjoint rows merge.
 */
public final class Labels implements Serializable {
  private final Map<AsOfDate, LabelDistribution> byAsOf = new TreeMap<>();

  /** Adds one row. */
  public void add(AsOfDate asOf, double label) {
    byAsOf.computeIfAbsent(asOf, any -> new LabelDistribution()).add(label);
  }

  /** Adds the labels of other rows; returns this. */
  public Labels merge(Labels other) {
    other.byAsOf.forEach(
        (asOf, labels) ->
            byAsOf.computeIfAbsent(asOf, any -> new LabelDistribution()).merge(labels));
    return this;
  }

  public LabelDistribution at(AsOfDate asOf) {
    return byAsOf.getOrDefault(asOf, new LabelDistribution());
  }
}
