package io.spendcast.domain.evaluation;

/**
 * A point estimate with its 95 % interval over customers: of a percentile bootstrap, or of a
 * jackknife for the Gini. The ends are NaN where customers are too few to tell.
 *
 * @param value the estimate on all rows
 * @param low the lower end
 * @param high the upper end
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
