package io.spendcast.domain.evaluation.loss;

import java.util.Locale;

/**
 * A point estimate with its 95 % interval over customers: of a percentile bootstrap, or of a
 * jackknife for the Gini. The ends are NaN where customers are too few to tell.
 *
 * @param value the estimate on all rows
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double value, double low, double high) {
  /** Whether customers are enough for an interval. */
  public boolean hasBounds() {
    return Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high);
  }

  /** This interval, cut to what the measure can be. */
  public Interval within(double least, double most) {
    return new Interval(value, Math.max(least, low), Math.min(most, high));
  }

  /** Whether the interval contains zero. */
  public boolean coversZero() {
    return low <= 0 && high >= 0;
  }

  /** As a share with its sign, such as {@code -18.4 % [-20.1 %, -16.0 %]}. */
  public String asShare() {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    return hasBounds()
        ? String.format(
            Locale.ROOT, "%+.1f %% [%+.1f %%, %+.1f %%]", 100 * value, 100 * low, 100 * high)
        : String.format(Locale.ROOT, "%+.1f %% [too few customers to decide]", 100 * value);
  }

  @Override
  public String toString() {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    return hasBounds()
        ? String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", value, low, high)
        : String.format(Locale.ROOT, "%.4f [too few customers to decide]", value);
  }
}
