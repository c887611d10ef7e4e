package io.spendcast.domain.planted;

/** Mean and variance of the logarithm of a Gamma variable with rate 1: digamma and trigamma. */
final class GammaLogarithm {
  /** From here on the asymptotic series are good to twelve digits. */
  private static final double LARGE = 15;

  private GammaLogarithm() {}

  static double mean(double shape) {
    double sum = 0;
    double x = shape;
    for (; x < LARGE; x++) {
      sum -= 1 / x;
    }
    double y = 1 / (x * x);
    return sum
        + StrictMath.log(x)
        - 1 / (2 * x)
        - y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y / 240)));
  }

  static double variance(double shape) {
    double sum = 0;
    double x = shape;
    for (; x < LARGE; x++) {
      sum += 1 / (x * x);
    }
    double y = 1 / (x * x);
    return sum + 1 / x + y / 2 + y / x * (1.0 / 6 - y * (1.0 / 30 - y * (1.0 / 42 - y / 30)));
  }
}
