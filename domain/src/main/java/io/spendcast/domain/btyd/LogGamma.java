package io.spendcast.domain.btyd;

/** The logarithm of the Gamma function, good to fourteen digits for positive arguments. */
final class LogGamma {
  /** From here on Stirling's series is good to the last digits. */
  private static final double LARGE = 12;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private LogGamma() {}

  /** Stirling's series; a small argument by way of a larger one, ln Γ(x) = ln Γ(x + 1) − ln x. */
  static double of(double argument) {
    double product = 1;
    double x = argument;
    for (; x < LARGE; x++) {
      product *= x;
    }
    double y = 1 / (x * x);
    double series =
        (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
    return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + series - StrictMath.log(product);
  }
}
