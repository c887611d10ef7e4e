package io.spendcast.domain.evaluation.order;

/**
 * Bins of relative width over all doubles, in their order: a bin holds the values that agree in
 * sign, exponent and the first bits of the fraction. Zero has a bin that it shares with subnormal
 * values only.
 *
 * @param fractionBits the bins of an octave number 2 to the power of this; at most 16
 */
public record LogBins(int fractionBits) {
  private static final int FRACTION = 52;

  public LogBins {
    if (fractionBits < 0 || fractionBits > 16) {
      throw new IllegalArgumentException("fraction bits must be in 0..16, not " + fractionBits);
    }
  }

  int of(double value) {
    // Adding zero makes one of the two zeros.
    long bits = Double.doubleToLongBits(value + 0.0);
    return (int) (ordered(bits) >> (FRACTION - fractionBits));
  }

  /** The smallest value of the bin. */
  public double from(int bin) {
    return Double.longBitsToDouble(ordered((long) bin << (FRACTION - fractionBits)));
  }

  /** The smallest value above the bin; zero for zero's own bin. */
  public double to(int bin) {
    return bin == 0 ? 0 : from(bin + 1);
  }

  /** Negative doubles sort backwards by their bits; its own inverse. */
  private static long ordered(long bits) {
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }
}
