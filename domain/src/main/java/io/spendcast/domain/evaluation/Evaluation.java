package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.order.Decile;
import io.spendcast.domain.evaluation.order.Gain;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How one candidate did on the held-out rows. Unless it says otherwise, everything is pooled over
 * the test as-of dates.
 *
 * @param algorithm the candidate
 * @param metrics a metric that is undefined is absent
 * @param undefined why, for each metric that is absent
 * @param skill MSE skill against the best baseline
 * @param skillAgainst MSE skill against each baseline
 * @param totalSpendError Σŷ / Σy − 1
 * @param gini the normalised Gini with its jackknife interval; empty where it is undefined
 * @param byAsOf the metrics of each test as-of date, ascending
 * @param deciles of the forecast, from the lowest to the highest; empty without rows
 * @param gains the gain curve, ascending; empty if nobody spent anything
 * @param slices by dimension, then by value; the rows of a dimension add up to all rows
 * @param coverage of the prediction intervals; empty if there is one test as-of date only
 * @param intervals for forecasts to come, calibrated on all held-out rows; empty if those are too
 *     few
 * @param spread how likely customers are to spend and how far sums of forecasts may be off; empty
 *     without spend, and in what an older version wrote
 */
public record Evaluation(
    Algorithm algorithm,
    Map<Metric, Double> metrics,
    Map<Metric, String> undefined,
    Interval skill,
    Map<Algorithm, Interval> skillAgainst,
    Interval totalSpendError,
    Optional<Interval> gini,
    List<AsOfMetrics> byAsOf,
    List<Decile> deciles,
    List<Gain> gains,
    List<Slice> slices,
    Optional<Coverage> coverage,
    Optional<PredictionIntervals> intervals,
    Optional<ForecastSpread> spread) {
  /** Copies the collections. */
  public Evaluation {
    spread = Objects.requireNonNullElse(spread, Optional.empty());
    metrics = Map.copyOf(metrics);
    undefined = Map.copyOf(undefined);
    skillAgainst = Map.copyOf(skillAgainst);
    byAsOf = List.copyOf(byAsOf);
    deciles = List.copyOf(deciles);
    gains = List.copyOf(gains);
    slices = List.copyOf(slices);
  }

  /**
   * Metrics of one test as-of date.
   *
   * @param asOf the as-of date
   * @param rows its held-out rows
   * @param metrics as in {@link Evaluation}
   */
  public record AsOfMetrics(AsOfDate asOf, long rows, Map<Metric, Double> metrics) {
    /** Copies the map. */
    public AsOfMetrics {
      metrics = Map.copyOf(metrics);
    }
  }

  /**
   * Metrics of the rows that share a property which was known before their as-of date.
   *
   * @param dimension the property, such as {@code tenure}
   * @param value what it is for these rows, such as {@code under 90 days}
   * @param rows number of rows
   * @param metrics as in {@link Evaluation}
   * @param totalSpendError Σŷ / Σy − 1; empty if nobody spent anything
   */
  public record Slice(
      String dimension,
      String value,
      long rows,
      Map<Metric, Double> metrics,
      Optional<Double> totalSpendError) {
    /** Copies the map. */
    public Slice {
      metrics = Map.copyOf(metrics);
    }
  }

  /**
   * How often the label lay within the prediction interval, at an as-of date later than all that
   * the interval was calibrated on.
   *
   * @param asOf the last test as-of date
   * @param nominal the share that is meant to be within
   * @param share the share that did
   * @param rows number of rows
   * @param meanWidth mean of upper minus lower bound, in currency
   */
  public record Coverage(
      AsOfDate asOf, double nominal, double share, long rows, double meanWidth) {}
}
