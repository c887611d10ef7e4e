package io.spendcast.domain;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * How far ahead a forecast reaches.
 *
 * @param days length of the forecast window in days, at least 1
 * @param gapDays days between the as-of date and the start of the window, at least 0
 */
public record Horizon(int days, int gapDays) implements Serializable {
  /** Checks both lengths. */
  public Horizon {
    if (days < 1) {
      throw new IllegalArgumentException("horizon days must be at least 1, not " + days);
    }
    if (gapDays < 0) {
      throw new IllegalArgumentException("gap days must not be negative, not " + gapDays);
    }
  }

  /** The days whose spend is forecast at an as-of date: {@code [asOf + gap, asOf + gap + days)}. */
  public DateWindow window(AsOfDate asOf) {
    LocalDate from = asOf.day().plusDays(gapDays);
    return new DateWindow(from, from.plusDays(days));
  }

  /** Days from an as-of date until its forecast window has closed. */
  public int reach() {
    return gapDays + days;
  }
}
