package io.spendcast.domain.forecast;

/**
 * A logarithmic scale: the sign of a value times the logarithm of one plus its size, cut to what
 * was seen in training.
 *
 * @param least the smallest value seen
 * @param most the largest
 */
public record LogRange(double least, double most) implements Scale {
  /** Checks the order. */
  public LogRange {
    if (!(least <= most)) {
      throw new IllegalArgumentException("a range must not end before it begins: " + least);
    }
  }

  @Override
  public double of(double value) {
    double cut = Math.min(Math.max(value, least), most);
    return Math.signum(cut) * StrictMath.log1p(Math.abs(cut));
  }
}
