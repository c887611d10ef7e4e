package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Map;

/**
 * How one candidate did on the held-out rows.
 *
 * @param algorithm the candidate
 * @param metrics pooled over the test as-of dates; a metric that is undefined is absent
 * @param skill MSE skill against the best baseline
 * @param totalSpendError Σŷ / Σy − 1
 * @param byAsOf the metrics of each test as-of date, ascending
 */
public record Evaluation(
    Algorithm algorithm,
    Map<Metric, Double> metrics,
    Interval skill,
    Interval totalSpendError,
    List<AsOfMetrics> byAsOf) {
  /** Copies the collections. */
  public Evaluation {
    metrics = Map.copyOf(metrics);
    byAsOf = List.copyOf(byAsOf);
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
}
