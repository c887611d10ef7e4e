package io.spendcast.domain.drift;

/**
 * How far the values of one sample are from those of a reference.
 *
 * @param psi population stability index: Σ (q−p) ln(q/p) over bins that hold the share p of the
 *     reference and q of the sample; 0 if they are alike
 * @param chance what the index reaches in one of twenty cases when nothing but chance sets the
 *     samples apart
 */
public record Shift(double psi, double chance) {
  /** Bins that are empty in one sample count as if they held this share. */
  private static final double LEAST_SHARE = 1e-4;

  /** The 95 % quantile of the standard normal distribution. */
  private static final double NORMAL_95 = 1.6448536269514722;

  /**
   * Compares two samples; both have rows.
   *
   * @param reference gives the bins
   * @param sample what is held against it
   */
  public static Shift between(ValueSketch reference, ValueSketch sample) {
    Bins bins = Bins.of(reference);
    double[] p = bins.shares(reference);
    double[] q = bins.shares(sample);
    double psi = 0;
    int used = 0;
    for (int bin = 0; bin < p.length; bin++) {
      if (p[bin] > 0 || q[bin] > 0) {
        double before = Math.max(LEAST_SHARE, p[bin]);
        double after = Math.max(LEAST_SHARE, q[bin]);
        psi += (after - before) * StrictMath.log(after / before);
        used++;
      }
    }
    double rows = 1.0 / reference.rows() + 1.0 / sample.rows();
    return new Shift(psi, rows * chiSquare95(used - 1));
  }

  /**
   * Of two samples of one distribution, the index over 1/n + 1/m is about chi-squared distributed
   * (Yurdakul and Naranjo, 2020); its quantile by Wilson and Hilferty.
   */
  private static double chiSquare95(int degrees) {
    if (degrees == 0) {
      return 0;
    }
    double scale = 2.0 / (9.0 * degrees);
    double root = 1 - scale + NORMAL_95 * Math.sqrt(scale);
    return degrees * root * root * root;
  }

  /** The usual reading of the index; what chance does as well is little. */
  public DriftLevel level() {
    return psi <= chance ? DriftLevel.LITTLE : DriftLevel.of(psi);
  }
}
