package io.spendcast.domain.forecast;

/**
 * A logarithmic scale: the sign of a value times the logarithm of one plus its size in units, cut
 * to what was seen in training.
 *
 * @param least the smallest value seen
 * @param most the largest
 * @param unit what counts as one, above 0
 */
public record LogRange(double least, double most, double unit) implements Scale {
  /** Checks the order and the unit. */
  public LogRange {
    if (!(least <= most)) {
      throw new IllegalArgumentException("a range must not end before it begins: " + least);
    }
    if (!(unit > 0)) {
      throw new IllegalArgumentException("a unit must be above 0, not " + unit);
    }
  }

  /** In units of one. */
  public LogRange(double least, double most) {
    this(least, most, 1);
  }

  @Override
  public double of(double value) {
    double cut = Math.min(Math.max(value, least), most);
    return Math.signum(cut) * StrictMath.log1p(Math.abs(cut) / unit);
  }
}
