package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * Which days before the as-of date a feature looks at. It always ends at the as-of date, which is
 * outside: no window reaches into the future.
 *
 * @param days length in days; 0 means the whole history
 */
public record FeatureWindow(int days) implements Serializable {
  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  /** The whole history. */
  public static final FeatureWindow LIFETIME = new FeatureWindow(0);

  /** Checks the length. */
  public FeatureWindow {
    if (days < 0) {
      throw new IllegalArgumentException("window days must not be negative, not " + days);
    }
  }

  /** The last {@code days} days before the as-of date. */
  public static FeatureWindow last(int days) {
    if (days < 1) {
      throw new IllegalArgumentException("window days must be at least 1, not " + days);
    }
    return new FeatureWindow(days);
  }

  /** The days at this as-of date. */
  public DateWindow at(AsOfDate asOf) {
    return new DateWindow(days == 0 ? BEGINNING : asOf.day().minusDays(days), asOf.day());
  }

  /** The window of equal length that ends where this one starts. */
  public DateWindow before(AsOfDate asOf) {
    return at(asOf.minusDays(days));
  }

  @Override
  public String toString() {
    return days == 0 ? "lifetime" : days + "d";
  }
}
