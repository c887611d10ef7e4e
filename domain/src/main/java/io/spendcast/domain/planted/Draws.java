package io.spendcast.domain.planted;

import io.spendcast.domain.SplitMix;

/**
 * Random numbers that are a function of seed, customer, subject and position, and of nothing else:
 * who draws first, or where, changes nothing. Only {@link StrictMath} is used, so that every JVM
 * draws the same to the last bit.
 */
public final class Draws {
  private static final double UNIT = 0x1.0p-53;

  private final long key;
  private long position;

  private Draws(long key) {
    this.key = key;
  }

  /**
   * The draws about a subject.
   *
   * @param seed the seed of the world
   * @param customer whom it is about
   * @param subject what it is about; subjects do not influence each other
   * @param number tells several of the same kind apart, such as the orders of a customer
   */
  public static Draws of(long seed, long customer, Subject subject, long number) {
    long key = SplitMix.mixed(seed + SplitMix.STEP);
    key = SplitMix.mixed(key ^ SplitMix.mixed(customer + 2 * SplitMix.STEP));
    key = SplitMix.mixed(key ^ SplitMix.mixed(subject.stream + 3 * SplitMix.STEP));
    return new Draws(SplitMix.mixed(key ^ SplitMix.mixed(number + 4 * SplitMix.STEP)));
  }

  /** Uniform between 0 and 1, both excluded. */
  public double uniform() {
    return ((SplitMix.mixed(key + SplitMix.STEP * ++position) >>> 11) + 0.5) * UNIT;
  }

  /** Whether something of this probability happens. */
  public boolean happens(double probability) {
    return uniform() < probability;
  }

  /** A whole number from {@code least} to {@code most}, both included, all equally likely. */
  public int between(int least, int most) {
    return least + (int) (uniform() * (most - least + 1));
  }

  /** Exponential with mean 1. */
  public double exponential() {
    return -StrictMath.log(uniform());
  }

  /** Standard normal, by Box and Muller. */
  public double normal() {
    return StrictMath.sqrt(2 * exponential()) * StrictMath.cos(2 * Math.PI * uniform());
  }

  /**
   * Gamma with this shape and rate 1, by Marsaglia and Tsang; a small shape by way of shape + 1.
   */
  public double gamma(double shape) {
    return shape < 1
        ? gamma(shape + 1) * StrictMath.pow(uniform(), 1 / shape)
        : gammaFromOne(shape);
  }

  private double gammaFromOne(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double z = normal();
      double v = (1 + c * z) * (1 + c * z) * (1 + c * z);
      if (v > 0 && -exponential() < z * z / 2 + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Beta, from two gammas. */
  public double beta(double first, double second) {
    double one = gamma(first);
    return one / (one + gamma(second));
  }

  /** What draws can be about. */
  public enum Subject {
    /** A customer's hidden habits. */
    HABITS(1),
    /** A customer's name and attributes, which tell nothing. */
    ATTRIBUTES(2),
    /** When a customer orders. */
    ARRIVALS(3),
    /** What an order holds. */
    ORDER(4),
    /** What of an order comes back. */
    RETURNS(5),
    /** What goes wrong with the records of an order. */
    RECORDS(6),
    /** What kind of customer somebody is. */
    KIND(7);

    private final long stream;

    Subject(long stream) {
      this.stream = stream;
    }
  }
}
