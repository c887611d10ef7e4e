package io.spendcast.domain.feature;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;

/** A half-open range of epoch days: what calendars cost millions of times over is computed once. */
public record Days(long from, long until) implements Serializable {
  public static final Days ALL = new Days(Long.MIN_VALUE, Long.MAX_VALUE);

  public static Days of(DateWindow window) {
    return new Days(window.from().toEpochDay(), window.until().toEpochDay());
  }

  /** The part before the cut; empty if there is none. */
  public Days before(long cut) {
    return until <= cut ? this : new Days(Math.min(from, cut), cut);
  }
}
