package io.spendcast.domain.evaluation.loss;

import io.spendcast.domain.SplitMix;
import java.io.Serializable;

/**
 * Resamples customers, each with all of its rows: a replicate gives a customer a Poisson(1) weight
 * from a hash of seed, replicate and customer, so the draw does not depend on how rows are
 * partitioned or ordered.
 *
 * @param replicates number of replicates, at least 40 so that both quantiles exist
 * @param seed of the draw
 */
public record CustomerBootstrap(int replicates, long seed) implements Serializable {
  private static final double UNIT = 0x1.0p-53;
  private static final double[] POISSON_CUMULATIVE = cumulative();

  /** Checks the number of replicates. */
  public CustomerBootstrap {
    if (replicates < 40) {
      throw new IllegalArgumentException("replicates must be at least 40, not " + replicates);
    }
  }

  /** How often the customer is drawn in the replicate. */
  public int weight(int replicate, long customerHash) {
    double uniform = (mix(mix(seed + replicate) ^ customerHash) >>> 11) * UNIT;
    int weight = 0;
    while (weight < POISSON_CUMULATIVE.length && uniform >= POISSON_CUMULATIVE[weight]) {
      weight++;
    }
    return weight;
  }

  /** A hash of a customer's identifier that is the same on every platform. */
  public static long hash(String customer) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < customer.length(); i++) {
      hash = (hash ^ customer.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    return SplitMix.mixed(value + SplitMix.STEP);
  }

  private static double[] cumulative() {
    double[] sums = new double[16];
    double probability = StrictMath.exp(-1);
    double sum = 0;
    for (int k = 0; k < sums.length; k++) {
      sum += probability;
      sums[k] = sum;
      probability /= k + 1;
    }
    return sums;
  }
}
