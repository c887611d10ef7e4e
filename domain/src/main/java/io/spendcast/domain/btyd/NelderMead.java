package io.spendcast.domain.btyd;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * Minimises a function of a few variables without derivatives, by the simplex of Nelder and Mead
 * (1965). The same function and start give the same minimum, to the last bit.
 */
final class NelderMead {
  private static final double STEP = 0.5;
  private static final double PRECISION = 1e-9;
  private static final int MOST_EVALUATIONS = 2_000;

  private final ToDoubleFunction<double[]> function;
  private final Vertex[] simplex;
  private int evaluations;

  private NelderMead(ToDoubleFunction<double[]> function, double[] start) {
    this.function = function;
    this.simplex = new Vertex[start.length + 1];
    simplex[0] = vertex(start);
    for (int i = 0; i < start.length; i++) {
      double[] moved = start.clone();
      moved[i] += STEP;
      simplex[i + 1] = vertex(moved);
    }
  }

  /** Goes on from the start until the values in the simplex agree. */
  static Minimum minimise(ToDoubleFunction<double[]> function, double... start) {
    NelderMead search = new NelderMead(function, start);
    while (!search.agrees() && search.evaluations < MOST_EVALUATIONS) {
      search.step();
    }
    return new Minimum(search.simplex[0].point(), search.simplex[0].value(), search.agrees());
  }

  private Vertex vertex(double[] point) {
    evaluations++;
    double value = function.applyAsDouble(point);
    return new Vertex(point, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
  }

  private boolean agrees() {
    Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
    double best = simplex[0].value();
    return simplex[simplex.length - 1].value() - best <= PRECISION * (1 + Math.abs(best));
  }

  private void step() {
    int worst = simplex.length - 1;
    Vertex reflected = towards(-1);
    if (reflected.value() < simplex[0].value()) {
      Vertex expanded = towards(-2);
      simplex[worst] = expanded.value() < reflected.value() ? expanded : reflected;
    } else if (reflected.value() < simplex[worst - 1].value()) {
      simplex[worst] = reflected;
    } else {
      Vertex contracted = towards(reflected.value() < simplex[worst].value() ? -0.5 : 0.5);
      if (contracted.value() < Math.min(reflected.value(), simplex[worst].value())) {
        simplex[worst] = contracted;
      } else {
        shrink();
      }
    }
  }

  /** The point so far from the centre of the others towards the worst. */
  private Vertex towards(double factor) {
    int worst = simplex.length - 1;
    double[] point = new double[worst];
    for (int i = 0; i < worst; i++) {
      double centre = 0;
      for (int v = 0; v < worst; v++) {
        centre += simplex[v].point()[i] / worst;
      }
      point[i] = centre + factor * (simplex[worst].point()[i] - centre);
    }
    return vertex(point);
  }

  private void shrink() {
    for (int v = 1; v < simplex.length; v++) {
      double[] point = simplex[v].point().clone();
      for (int i = 0; i < point.length; i++) {
        point[i] = (point[i] + simplex[0].point()[i]) / 2;
      }
      simplex[v] = vertex(point);
    }
  }

  // Never leaves the class, so nobody compares or changes it.
  private static final class Vertex {
    private final double[] point;
    private final double value;

    Vertex(double[] point, double value) {
      this.point = point;
      this.value = value;
    }

    double[] point() {
      return point;
    }

    double value() {
      return value;
    }
  }

  /** Where the search ended. */
  static final class Minimum {
    private final double[] point;
    private final double value;
    private final boolean converged;

    Minimum(double[] point, double value, boolean converged) {
      this.point = point;
      this.value = value;
      this.converged = converged;
    }

    double at(int variable) {
      return point[variable];
    }

    double value() {
      return value;
    }

    boolean converged() {
      return converged;
    }
  }
}
