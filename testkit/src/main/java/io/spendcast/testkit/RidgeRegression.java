package io.spendcast.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Least squares on standardised inputs with a small penalty, by the normal equations. */
final class RidgeRegression {
  private final List<FeatureRow> rows;
  private final List<String> inputs;
  private final double[] mean;
  private final double[] deviation;
  private final double meanLabel;

  private RidgeRegression(List<FeatureRow> rows, List<String> inputs) {
    this.rows = rows;
    this.inputs = inputs;
    this.mean = new double[inputs.size()];
    this.deviation = new double[inputs.size()];
    this.meanLabel =
        rows.stream().mapToDouble(row -> row.label().orElseThrow()).average().orElseThrow();
    for (int i = 0; i < mean.length; i++) {
      String input = inputs.get(i);
      double[] known =
          rows.stream()
              .mapToDouble(row -> row.values().get(input))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      double center = Arrays.stream(known).average().orElse(0);
      mean[i] = center;
      deviation[i] =
          Math.sqrt(Arrays.stream(known).map(v -> (v - center) * (v - center)).sum() / rows.size());
    }
  }

  /** Fits rows that all have a label. */
  static Fit fit(List<FeatureRow> rows, List<String> inputs, double lambda) {
    return new RidgeRegression(rows, inputs).fit(lambda);
  }

  private Fit fit(double lambda) {
    int size = inputs.size();
    double[][] system = new double[size][size + 1];
    for (FeatureRow row : rows) {
      double[] x = standardised(row);
      double y = row.label().orElseThrow() - meanLabel;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          system[i][j] += x[i] * x[j];
        }
        system[i][size] += x[i] * y;
      }
    }
    for (int i = 0; i < size; i++) {
      system[i][i] += lambda;
    }
    return inOriginalUnits(solve(system));
  }

  private double[] standardised(FeatureRow row) {
    double[] x = new double[inputs.size()];
    for (int i = 0; i < x.length; i++) {
      double value = row.values().get(inputs.get(i));
      // A constant input, up to rounding, tells nothing.
      boolean tells = deviation[i] > 1e-9 * (1 + Math.abs(mean[i])) && !Double.isNaN(value);
      x[i] = tells ? (value - mean[i]) / deviation[i] : 0;
    }
    return x;
  }

  /** Gauss and Jordan with pivoting; the penalty keeps the system regular. */
  private static double[] solve(double[][] system) {
    int size = system.length;
    for (int column = 0; column < size; column++) {
      swapInLargest(system, column);
      for (int row = 0; row < size; row++) {
        if (row != column) {
          double factor = system[row][column] / system[column][column];
          for (int k = column; k <= size; k++) {
            system[row][k] -= factor * system[column][k];
          }
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = system[i][size] / system[i][i];
    }
    return solution;
  }

  private static void swapInLargest(double[][] system, int column) {
    int largest = column;
    for (int row = column + 1; row < system.length; row++) {
      if (Math.abs(system[row][column]) > Math.abs(system[largest][column])) {
        largest = row;
      }
    }
    double[] swapped = system[column];
    system[column] = system[largest];
    system[largest] = swapped;
  }

  private Fit inOriginalUnits(double[] weights) {
    List<LinearModel.Term> terms = new ArrayList<>();
    Map<String, Double> importances = new HashMap<>();
    double total = Arrays.stream(weights).map(Math::abs).sum();
    double intercept = meanLabel;
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i] == 0 ? 0 : weights[i] / deviation[i];
      terms.add(new LinearModel.Term(inputs.get(i), weight, mean[i]));
      intercept -= weight * mean[i];
      if (total > 0) {
        importances.put(inputs.get(i), Math.abs(weights[i]) / total);
      }
    }
    return new Fit(new LinearModel(intercept, terms), importances);
  }

  /** The model and the share of each standardised weight. */
  record Fit(LinearModel model, Map<String, Double> importances) {}
}
