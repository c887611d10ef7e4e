package io.spendcast.domain;

/**
 * The mixing of SplitMix64 (Steele, Lea and Flood, 2014): numbers that look random, by counting.
 * The same key gives the same number in every process, in any order and on any number of cores.
 */
public final class SplitMix {
  /** The step of the count, an odd number near the golden ratio of all. */
  public static final long STEP = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /** Every bit of the input moves every bit of the output. */
  public static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
