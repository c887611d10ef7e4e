package io.spendcast.domain.evaluation.panel;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.order.Ranking;
import io.spendcast.domain.evaluation.order.WithinDates;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Errors of several models on the held-out rows, and what else those rows show of them. */
public final class PanelErrors {
  private final ErrorSums pooled;
  private final Map<AsOfDate, ErrorSums> byAsOf;
  private final PanelShapes shapes;
  private final Labels labels;

  private PanelErrors(
      ErrorSums pooled, Map<AsOfDate, ErrorSums> byAsOf, PanelShapes shapes, Labels labels) {
    this.pooled = pooled;
    this.byAsOf = byAsOf;
    this.shapes = shapes;
    this.labels = labels;
  }

  static PanelErrors of(
      CustomerBootstrap bootstrap,
      int models,
      Map<AsOfDate, ErrorSums> byAsOf,
      PanelShapes shapes,
      Labels labels) {
    ErrorSums pooled = new ErrorSums(bootstrap, models);
    Map<AsOfDate, ErrorSums> ordered = new TreeMap<>(byAsOf);
    ordered.values().forEach(pooled::merge);
    return new PanelErrors(pooled, ordered, shapes, labels);
  }

  /** Pools the sums of the as-of dates; nothing else is known of the rows. */
  public static PanelErrors of(
      CustomerBootstrap bootstrap, int models, Map<AsOfDate, ErrorSums> byAsOf) {
    return of(bootstrap, models, byAsOf, new PanelShapes(models), new Labels());
  }

  /** Over all test as-of dates. */
  public ErrorSums pooled() {
    return pooled;
  }

  /**
   * MSE skill of a model against another as far as they tell the customers of a date apart: the
   * level of every date is put right first, so that knowing the season is no skill.
   */
  public Interval skillWithinDates(int model, int baseline) {
    ErrorSums sums = pooled.empty();
    byAsOf.values().forEach(date -> sums.merge(date.apartFromLevel()));
    return sums.skill(model, baseline);
  }

  /** For each test as-of date, ascending. */
  public Map<AsOfDate, ErrorSums> byAsOf() {
    return byAsOf;
  }

  /** The as-of dates, ascending. */
  public List<AsOfDate> asOfs() {
    return List.copyOf(byAsOf.keySet());
  }

  /** About how many customers there are, as long as they are few. */
  public long customers() {
    return pooled.concentration().customers();
  }

  /** The later half of the as-of dates. */
  public List<AsOfDate> recentAsOfs() {
    List<AsOfDate> all = asOfs();
    return all.subList(all.size() / 2, all.size());
  }

  /** Over some of the as-of dates. */
  public ErrorSums over(List<AsOfDate> some) {
    ErrorSums sums = pooled.empty();
    some.forEach(asOf -> sums.merge(byAsOf.get(asOf)));
    return sums;
  }

  public PanelShapes shapes() {
    return shapes;
  }

  public WithinDates ranking(int model) {
    return new WithinDates(asOfs().stream().map(asOf -> ranking(asOf, model)).toList());
  }

  public Ranking ranking(AsOfDate asOf, int model) {
    return new Ranking(shapes.at(asOf, model).bins(), labels.at(asOf));
  }
}
