package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.loss.RowSums;
import io.spendcast.domain.evaluation.order.GiniJackknife;
import io.spendcast.domain.evaluation.order.OutcomeShape;
import io.spendcast.domain.evaluation.order.WithinDates;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.uncertainty.DateOutcomes;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how each candidate did.
 *
 * @param candidates in the order of the models in the errors
 * @param errors on the same rows
 * @param baseline position of the best baseline
 * @param ginis of the models within dates
 */
record Assessment(
    List<Algorithm> candidates, PanelErrors errors, int baseline, GiniJackknife ginis) {
  Evaluation of(int model) {
    WithinDates ranking = errors.ranking(model);
    Map<Metric, Double> metrics = measured(errors.pooled().plain(), model);
    metrics.putAll(measured(ranking));
    List<AsOfDate> asOfs = errors.asOfs();
    return new Evaluation(
        candidates.get(model),
        defined(metrics),
        undefined(metrics, errors.pooled().plain()),
        errors.pooled().skill(model, baseline),
        skillAgainstBaselines(model),
        errors.pooled().totalSpendError(model),
        Optional.of(ranking.normalisedGini())
            .filter(Double::isFinite)
            .map(gini -> ginis.interval(model, gini)),
        asOfs.stream().map(asOf -> at(asOf, model)).toList(),
        ranking.deciles(),
        ranking.gains(),
        slices(model),
        coverage(model),
        PredictionIntervals.calibrate(outcomes(asOfs, model), PredictionIntervals.NOMINAL),
        ForecastSpread.of(asOfs.stream().map(asOf -> dateOutcomes(asOf, model)).toList()));
  }

  private DateOutcomes dateOutcomes(AsOfDate asOf, int model) {
    RowSums sums = errors.byAsOf().get(asOf).plain();
    return new DateOutcomes(
        sums.labelTotal(),
        sums.predictionTotal(model),
        errors.shapes().at(asOf, model).outcomes().outcomes());
  }

  private Map<Algorithm, Interval> skillAgainstBaselines(int model) {
    return IntStream.range(0, candidates.size())
        .filter(other -> candidates.get(other).isBaseline())
        .boxed()
        .collect(Collectors.toMap(candidates::get, other -> errors.pooled().skill(model, other)));
  }

  private Evaluation.AsOfMetrics at(AsOfDate asOf, int model) {
    RowSums sums = errors.byAsOf().get(asOf).plain();
    Map<Metric, Double> metrics = measured(sums, model);
    metrics.putAll(measured(new WithinDates(List.of(errors.ranking(asOf, model)))));
    return new Evaluation.AsOfMetrics(asOf, sums.rows(), defined(metrics));
  }

  private List<Evaluation.Slice> slices(int model) {
    return errors.shapes().slices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .map(slice -> slice(slice.getKey(), slice.getValue(), model))
        .toList();
  }

  private Evaluation.Slice slice(Property property, RowSums sums, int model) {
    Map<Metric, Double> metrics = defined(measured(sums, model));
    return new Evaluation.Slice(
        property.dimension(),
        property.value(),
        sums.rows(),
        metrics,
        Optional.ofNullable(metrics.get(Metric.TOTAL_SPEND_ERROR)));
  }

  /** Calibrated on all but the last as-of date, so that it meets rows that it does not know. */
  private Optional<Evaluation.Coverage> coverage(int model) {
    List<AsOfDate> asOfs = errors.asOfs();
    if (asOfs.size() < 2) {
      return Optional.empty();
    }
    AsOfDate last = asOfs.get(asOfs.size() - 1);
    OutcomeShape met = errors.shapes().at(last, model).outcomes();
    return PredictionIntervals.calibrate(
            outcomes(asOfs.subList(0, asOfs.size() - 1), model), PredictionIntervals.NOMINAL)
        .filter(intervals -> met.octaves().length > 0)
        .map(
            intervals ->
                new Evaluation.Coverage(
                    last,
                    intervals.nominal(),
                    intervals.coverage(met),
                    errors.byAsOf().get(last).rows(),
                    intervals.meanWidth(met)));
  }

  /**
   * Later dates count more, the k-th k times, so that intervals follow a level that moves (weighted
   * conformal prediction; Barber, Candès, Ramdas and Tibshirani, 2023).
   */
  private OutcomeShape outcomes(List<AsOfDate> asOfs, int model) {
    OutcomeShape weighted = new OutcomeShape();
    for (int date = 0; date < asOfs.size(); date++) {
      OutcomeShape shape = errors.shapes().at(asOfs.get(date), model).outcomes();
      for (int times = 0; times <= date; times++) {
        weighted.merge(shape);
      }
    }
    return weighted;
  }

  private Map<Metric, Double> measured(RowSums sums, int model) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.RMSE, Math.sqrt(sums.meanSquaredError(model)));
    metrics.put(Metric.MAE, sums.meanAbsoluteError(model));
    metrics.put(Metric.WAPE, perSpend(sums.meanAbsoluteError(model) * sums.rows(), sums));
    metrics.put(Metric.R2, sums.rSquared(model));
    metrics.put(
        Metric.MSE_SKILL, 1 - sums.meanSquaredError(model) / sums.meanSquaredError(baseline));
    metrics.put(Metric.TWEEDIE_DEVIANCE, sums.meanDeviance(model));
    metrics.put(Metric.TOTAL_SPEND_ERROR, perSpend(sums.predictionTotal(model), sums) - 1);
    return metrics;
  }

  private static double perSpend(double amount, RowSums sums) {
    return sums.labelTotal() == 0 ? Double.NaN : amount / sums.labelTotal();
  }

  private static Map<Metric, Double> measured(WithinDates ranking) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    metrics.put(Metric.GINI, ranking.normalisedGini());
    metrics.put(Metric.SPEARMAN, ranking.spearman());
    metrics.put(Metric.AUC, ranking.areaUnderCurve());
    metrics.put(Metric.DECILE_MAPE, ranking.decileError());
    metrics.put(Metric.TOP_1_CAPTURE, ranking.capture(0.01));
    metrics.put(Metric.TOP_5_CAPTURE, ranking.capture(0.05));
    metrics.put(Metric.TOP_10_CAPTURE, ranking.capture(0.10));
    return metrics;
  }

  private static Map<Metric, Double> defined(Map<Metric, Double> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> Double.isFinite(metric.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<Metric, String> undefined(Map<Metric, Double> metrics, RowSums sums) {
    return metrics.entrySet().stream()
        .filter(metric -> !Double.isFinite(metric.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, metric -> reason(metric.getKey(), sums)));
  }

  private static String reason(Metric metric, RowSums sums) {
    if (sums.rows() == 0) {
      return "there are no held-out rows";
    }
    if (!(sums.labelTotal() > 0) && metric != Metric.TWEEDIE_DEVIANCE) {
      return "nobody spent anything";
    }
    return metric.undefined();
  }
}
