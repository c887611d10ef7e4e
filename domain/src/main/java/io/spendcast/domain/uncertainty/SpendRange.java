package io.spendcast.domain.uncertainty;

/**
 * Two amounts between which a sum of spend is expected.
 *
 * @param low in currency, not negative
 * @param high in currency, at least as much
 */
public record SpendRange(double low, double high) {
  /** Checks the order. */
  public SpendRange {
    if (!(low >= 0 && high >= low)) {
      throw new IllegalArgumentException("a range from %s to %s".formatted(low, high));
    }
  }
}
