package io.spendcast.domain.forecast;

/**
 * The rule of Gauss and Legendre for integrals from 0 to 1. With n points it is exact for
 * polynomials of a degree below 2 n.
 */
final class GaussLegendre {
  private static final double PRECISE = 1e-15;
  private static final int MOST_STEPS = 100;

  private final double[] points;
  private final double[] weights;

  /** The rule with this many points, at least one. */
  GaussLegendre(int size) {
    points = new double[size];
    weights = new double[size];
    for (int i = 0; i < size; i++) {
      place(i, Math.cos(Math.PI * (i + 0.75) / (size + 0.5)));
    }
  }

  /** Exact for polynomials of this degree. */
  static GaussLegendre forDegree(int degree) {
    return new GaussLegendre(degree / 2 + 1);
  }

  /** Newton's steps from a guess to a root of the Legendre polynomial. */
  private void place(int i, double guess) {
    double root = guess;
    double slope = 0;
    double step = 1;
    for (int n = 0; n < MOST_STEPS && Math.abs(step) > PRECISE; n++) {
      double[] values = legendre(root);
      slope = points.length * (root * values[0] - values[1]) / (root * root - 1);
      step = values[0] / slope;
      root -= step;
    }
    points[i] = (1 - root) / 2;
    weights[i] = 1 / ((1 - root * root) * slope * slope);
  }

  /** The polynomials of this degree and of the one below. */
  private double[] legendre(double at) {
    double below = 0;
    double value = 1;
    for (int n = 1; n <= points.length; n++) {
      double next = ((2 * n - 1) * at * value - (n - 1) * below) / n;
      below = value;
      value = next;
    }
    return new double[] {value, below};
  }

  int size() {
    return points.length;
  }

  double point(int i) {
    return points[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
