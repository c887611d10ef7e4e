package io.spendcast.domain.btyd;

/** Gauss's hypergeometric function ₂F₁ by its power series. */
final class Hypergeometric {
  private static final double PRECISION = 1e-16;
  private static final int MOST_TERMS = 100_000;

  private Hypergeometric() {}

  /** ₂F₁(a, b; c; z) for c &gt; 0 and 0 ≤ z &lt; 1. */
  static double f(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < MOST_TERMS && Math.abs(term) > PRECISION * Math.abs(sum); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }
}
