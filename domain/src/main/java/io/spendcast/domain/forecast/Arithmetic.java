package io.spendcast.domain.forecast;

/** How a library of trees compares and adds up. */
public enum Arithmetic {
  /** Spark MLlib: in double precision; a value at the threshold goes left. */
  DOUBLE,
  /** XGBoost: in single precision; a value at the threshold goes right. */
  SINGLE;

  boolean isLeft(double value, double threshold) {
    return this == DOUBLE ? value <= threshold : (float) value < (float) threshold;
  }
}
