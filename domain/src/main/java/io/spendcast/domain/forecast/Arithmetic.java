package io.spendcast.domain.forecast;

/** How a library of trees compares and adds up. */
public enum Arithmetic {
  /** Spark MLlib: in double precision; a value at the threshold goes left. */
  DOUBLE,
  /** XGBoost: in single precision; a value at the threshold goes right. */
  SINGLE;

  /** As the library sees it. */
  double rounded(double value) {
    return this == DOUBLE ? value : (float) value;
  }

  /** The least value that goes right; NaN if none does. */
  double leastRight(double threshold) {
    return this == DOUBLE ? above(threshold) : (float) threshold;
  }

  /** The least value of those with the other sign that go left; NaN if none does. */
  double leastLeft(double threshold) {
    return this == DOUBLE ? -threshold : above(-(float) threshold);
  }

  private static double above(double value) {
    return value == Double.POSITIVE_INFINITY ? Double.NaN : Math.nextUp(value);
  }

  private static double above(float value) {
    return value == Float.POSITIVE_INFINITY ? Double.NaN : Math.nextUp(value);
  }
}
