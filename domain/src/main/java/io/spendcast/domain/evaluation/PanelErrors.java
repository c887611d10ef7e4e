package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Errors of several models on the held-out rows.
 *
 * @param pooled over all test as-of dates
 * @param byAsOf for each of them, ascending
 */
public record PanelErrors(ErrorSums pooled, Map<AsOfDate, ErrorSums> byAsOf) {
  /** Pools the sums of the as-of dates. */
  public static PanelErrors of(
      CustomerBootstrap bootstrap, int models, Map<AsOfDate, ErrorSums> byAsOf) {
    ErrorSums pooled = new ErrorSums(bootstrap, models);
    new TreeMap<>(byAsOf).values().forEach(pooled::merge);
    return new PanelErrors(pooled, byAsOf);
  }

  /** The as-of dates, ascending. */
  public List<AsOfDate> asOfs() {
    return byAsOf.keySet().stream().sorted().toList();
  }
}
