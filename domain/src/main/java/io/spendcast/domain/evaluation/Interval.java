package io.spendcast.domain.evaluation;

/**
 * A point estimate with its 95 % percentile bootstrap interval.
 *
 * @param value the estimate on all rows
 * @param low the 2.5 % quantile over replicates
 * @param high the 97.5 % quantile over replicates
 */
public record Interval(double value, double low, double high) {
  /** Whether the interval contains zero. */
  public boolean coversZero() {
    return low <= 0 && high >= 0;
  }

  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%.4f [%.4f, %.4f]", value, low, high);
  }
}
