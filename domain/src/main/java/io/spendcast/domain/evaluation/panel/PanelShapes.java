package io.spendcast.domain.evaluation.panel;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.RowSums;
import io.spendcast.domain.evaluation.order.ForecastShape;
import io.spendcast.domain.evaluation.order.GiniGroups;
import io.spendcast.domain.evaluation.order.GiniJackknife;
import io.spendcast.domain.evaluation.order.Labels;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is known of several models' forecasts on the held-out rows besides their errors: order,
 * scatter and slices. Partial shapes of disjoint rows merge.
 */
public final class PanelShapes implements Serializable {
  private final int models;
  private final Map<AsOfDate, ForecastShape[]> byAsOf = new TreeMap<>();
  private final Map<Property, RowSums> slices = new TreeMap<>();
  private final Map<AsOfDate, GiniGroups> groups = new TreeMap<>();

  PanelShapes(int models) {
    this.models = models;
  }

  public void add(
      AsOfDate asOf,
      long customerHash,
      double label,
      double[] predictions,
      List<Property> properties,
      Labels labels) {
    double rank = labels.at(asOf).rank(label);
    ForecastShape[] shapes = shapes(asOf);
    for (int model = 0; model < models; model++) {
      shapes[model].add(label, predictions[model], rank);
    }
    groups(asOf).add(customerHash, label, predictions);
    properties.forEach(property -> slice(property).add(label, predictions));
  }

  private ForecastShape[] shapes(AsOfDate asOf) {
    return byAsOf.computeIfAbsent(
        asOf,
        any ->
            IntStream.range(0, models)
                .mapToObj(model -> new ForecastShape())
                .toArray(ForecastShape[]::new));
  }

  private GiniGroups groups(AsOfDate asOf) {
    return groups.computeIfAbsent(asOf, any -> new GiniGroups(models));
  }

  private RowSums slice(Property property) {
    return slices.computeIfAbsent(property, any -> new RowSums(models));
  }

  PanelShapes merge(PanelShapes other) {
    other.byAsOf.forEach(
        (asOf, shapes) ->
            IntStream.range(0, models).forEach(model -> shapes(asOf)[model].merge(shapes[model])));
    other.slices.forEach((property, sums) -> slice(property).merge(sums));
    other.groups.forEach((asOf, those) -> groups(asOf).merge(those));
    return this;
  }

  /** A model's forecasts at an as-of date. */
  public ForecastShape at(AsOfDate asOf, int model) {
    return shapes(asOf)[model];
  }

  public Map<Property, RowSums> slices() {
    return slices;
  }

  /** The Gini within dates without each group of customers in turn. */
  public GiniJackknife ginis() {
    return GiniJackknife.of(List.copyOf(groups.values()), models);
  }
}
