package io.spendcast.domain.forecast;

import java.io.Serializable;

/** What a value is turned into before it counts. */
public sealed interface Scale extends Serializable permits Scale.AsIs, LogRange {
  /** A value on this scale. */
  double of(double value);

  /** The value itself. */
  record AsIs() implements Scale {
    @Override
    public double of(double value) {
      return value;
    }
  }
}
