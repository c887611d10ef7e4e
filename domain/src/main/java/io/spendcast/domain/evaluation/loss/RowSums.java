package io.spendcast.domain.evaluation.loss;

import java.io.Serializable;

/**
 * The plain sums over labelled rows from which the additive metrics of several models follow.
 * Partial sums of disjoint rows merge by addition.
 */
public final class RowSums implements Serializable {
  /** A forecast below this, in currency, counts as this where a formula divides by it. */
  public static final double FLOOR = 0.01;

  private static final int ROWS = 0;
  private static final int LABEL = 1;
  private static final int LABEL_SQUARED = 2;
  private static final int NEGATIVE_LABELS = 3;
  private static final int SHARED = 4;

  private static final int PREDICTION = 0;
  private static final int SQUARED_ERROR = 1;
  private static final int ABSOLUTE_ERROR = 2;
  private static final int DEVIANCE = 3;
  private static final int PER_MODEL = 4;

  private final int models;
  private final double[] sums;

  public RowSums(int models) {
    this.models = models;
    this.sums = new double[SHARED + PER_MODEL * models];
  }

  public void add(double label, double[] predictions) {
    sums[ROWS]++;
    sums[LABEL] += label;
    sums[LABEL_SQUARED] += label * label;
    if (label < 0) {
      sums[NEGATIVE_LABELS]++;
    }
    for (int model = 0; model < models; model++) {
      int at = SHARED + PER_MODEL * model;
      double error = label - predictions[model];
      sums[at + PREDICTION] += predictions[model];
      sums[at + SQUARED_ERROR] += error * error;
      sums[at + ABSOLUTE_ERROR] += Math.abs(error);
      sums[at + DEVIANCE] += deviance(label, predictions[model]);
    }
  }

  /** Tweedie unit deviance of power 1.5, 4(√y−√ŷ)²/√ŷ. */
  static double deviance(double label, double prediction) {
    double root = Math.sqrt(Math.max(prediction, FLOOR));
    double difference = Math.sqrt(Math.max(label, 0)) - root;
    return 4 * difference * difference / root;
  }

  public RowSums merge(RowSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    return this;
  }

  public long rows() {
    return (long) sums[ROWS];
  }

  int models() {
    return models;
  }

  public double labelTotal() {
    return sums[LABEL];
  }

  public double predictionTotal(int model) {
    return of(model, PREDICTION);
  }

  public double meanSquaredError(int model) {
    return of(model, SQUARED_ERROR) / sums[ROWS];
  }

  public double meanAbsoluteError(int model) {
    return of(model, ABSOLUTE_ERROR) / sums[ROWS];
  }

  /** Mean deviance; NaN with a negative label, for which it is not defined. */
  public double meanDeviance(int model) {
    return sums[NEGATIVE_LABELS] > 0 ? Double.NaN : of(model, DEVIANCE) / sums[ROWS];
  }

  public double rSquared(int model) {
    double total = sums[LABEL_SQUARED] - sums[LABEL] * sums[LABEL] / sums[ROWS];
    return total > 0 ? 1 - of(model, SQUARED_ERROR) / total : Double.NaN;
  }

  private double of(int model, int sum) {
    return sums[SHARED + PER_MODEL * model + sum];
  }
}
