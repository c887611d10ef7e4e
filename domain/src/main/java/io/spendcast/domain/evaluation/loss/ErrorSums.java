package io.spendcast.domain.evaluation.loss;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The sums over labelled rows from which every metric of several models follows, weighted once by 1
 * and once per bootstrap replicate. Partial sums of disjoint rows merge by addition, so rows never
 * have to meet in one place.
 */
public final class ErrorSums implements Serializable {
  private static final int SHARED = 2;
  private static final int PER_MODEL = 3;

  private final CustomerBootstrap bootstrap;
  private final int models;
  private final RowSums rows;
  private final double[] plain;
  private final double[][] replicates;
  private final Concentration concentration;
  private long smallestHash = Long.MAX_VALUE;
  private long largestHash = Long.MIN_VALUE;

  /** Empty sums for this many models. */
  public ErrorSums(CustomerBootstrap bootstrap, int models) {
    this.bootstrap = bootstrap;
    this.models = models;
    this.rows = new RowSums(models);
    this.plain = new double[width()];
    this.replicates = new double[bootstrap.replicates()][width()];
    this.concentration = new Concentration(models);
  }

  /** Layout of one sum: Σw, Σwy, then per model Σwŷ, Σw(y−ŷ)² and Σw·deviance. */
  private int width() {
    return SHARED + PER_MODEL * models;
  }

  private static int prediction(int model) {
    return SHARED + PER_MODEL * model;
  }

  private static int squaredError(int model) {
    return prediction(model) + 1;
  }

  private static int deviance(int model) {
    return prediction(model) + 2;
  }

  /**
   * Adds one row.
   *
   * @param customerHash {@link CustomerBootstrap#hash} of the customer
   * @param label what the customer spent
   * @param predictions what each model had forecast, in the order of the models
   */
  public void add(long customerHash, double label, double[] predictions) {
    double[] row = row(label, predictions);
    addTo(plain, row, 1);
    rows.add(label, predictions);
    concentration.add(customerHash, label, predictions);
    smallestHash = Math.min(smallestHash, customerHash);
    largestHash = Math.max(largestHash, customerHash);
    for (int replicate = 0; replicate < replicates.length; replicate++) {
      int weight = bootstrap.weight(replicate, customerHash);
      if (weight > 0) {
        addTo(replicates[replicate], row, weight);
      }
    }
  }

  private double[] row(double label, double[] predictions) {
    if (predictions.length != models) {
      throw new IllegalArgumentException(
          "expected " + models + " predictions, not " + predictions.length);
    }
    double[] row = new double[width()];
    row[0] = 1;
    row[1] = label;
    for (int model = 0; model < models; model++) {
      double error = label - predictions[model];
      row[prediction(model)] = predictions[model];
      row[squaredError(model)] = error * error;
      row[deviance(model)] = RowSums.deviance(label, predictions[model]);
    }
    return row;
  }

  private static void addTo(double[] sums, double[] row, double weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  /** Adds the sums of other rows, made with the same bootstrap and models; returns this. */
  public ErrorSums merge(ErrorSums other) {
    if (!bootstrap.equals(other.bootstrap) || models != other.models) {
      throw new IllegalArgumentException("sums of another bootstrap or of other models");
    }
    addTo(plain, other.plain, 1);
    rows.merge(other.rows);
    concentration.merge(other.concentration);
    smallestHash = Math.min(smallestHash, other.smallestHash);
    largestHash = Math.max(largestHash, other.largestHash);
    for (int replicate = 0; replicate < replicates.length; replicate++) {
      addTo(replicates[replicate], other.replicates[replicate], 1);
    }
    return this;
  }

  /** The sums that need no replicates. */
  public RowSums plain() {
    return rows;
  }

  /** Sums of no rows, of the same bootstrap and models. */
  public ErrorSums empty() {
    return new ErrorSums(bootstrap, models);
  }

  /** Number of rows. */
  public long rows() {
    return rows.rows();
  }

  /** Number of models. */
  public int models() {
    return models;
  }

  /** Sum of the labels, in currency. */
  public double labelTotal() {
    return rows.labelTotal();
  }

  /** Mean squared error of a model. */
  public double meanSquaredError(int model) {
    return rows.meanSquaredError(model);
  }

  /** Mean absolute error of a model. */
  public double meanAbsoluteError(int model) {
    return rows.meanAbsoluteError(model);
  }

  /** Coefficient of determination; NaN if all labels are equal. */
  public double rSquared(int model) {
    return rows.rSquared(model);
  }

  /** 1 − Σ(y−ŷ)² / Σ(y−b)² of a model against a baseline, paired on the same rows. */
  public Interval skill(int model, int baseline) {
    return interval(sums -> 1 - sums[squaredError(model)] / sums[squaredError(baseline)])
        .within(Double.NEGATIVE_INFINITY, 1);
  }

  /**
   * 1 − Σd(y,ŷ) / Σd(y,b) of a model against a baseline, d being the Tweedie deviance of power 1.5;
   * undefined if a customer returned more than was bought.
   */
  public Interval devianceSkill(int model, int baseline) {
    return rows.meanDeviance(model) >= 0
        ? interval(sums -> 1 - sums[deviance(model)] / sums[deviance(baseline)])
            .within(Double.NEGATIVE_INFINITY, 1)
        : new Interval(Double.NaN, Double.NaN, Double.NaN);
  }

  /** How much of all that one customer may carry. */
  public Concentration concentration() {
    return concentration;
  }

  /**
   * These sums with every model's mean error taken out of its squared errors: what is left of them
   * once the level is right. Only {@link #skill} and {@link #lossDifference} of it mean anything.
   */
  public ErrorSums apartFromLevel() {
    ErrorSums levelled = empty().merge(this);
    levelled.takeOutLevel(levelled.plain);
    Arrays.stream(levelled.replicates).forEach(levelled::takeOutLevel);
    return levelled;
  }

  private void takeOutLevel(double[] sums) {
    for (int model = 0; sums[0] > 0 && model < models; model++) {
      double error = sums[1] - sums[prediction(model)];
      sums[squaredError(model)] -= error * error / sums[0];
    }
  }

  /** Mean of (y−ŷ)² of a model minus that of another, paired on the same rows. */
  public Interval lossDifference(int model, int other) {
    return interval(sums -> (sums[squaredError(model)] - sums[squaredError(other)]) / sums[0]);
  }

  /** Σŷ / Σy − 1 of a model; NaN if nobody spent anything. */
  public Interval totalSpendError(int model) {
    return interval(sums -> sums[1] == 0 ? Double.NaN : sums[prediction(model)] / sums[1] - 1);
  }

  /** |Σŷ / Σy − 1| of a model minus that of another, paired on the same rows. */
  public Interval totalSpendDistance(int model, int other) {
    return interval(sums -> totalDistance(sums, model) - totalDistance(sums, other));
  }

  private static double totalDistance(double[] sums, int model) {
    return Math.abs(sums[prediction(model)] / sums[1] - 1);
  }

  /**
   * A single customer cannot be resampled, so its interval has no bounds. A replicate in which the
   * statistic is undefined, such as one without spend, does not count.
   */
  private Interval interval(ToDoubleFunction<double[]> statistic) {
    if (smallestHash >= largestHash) {
      return new Interval(statistic.applyAsDouble(plain), Double.NaN, Double.NaN);
    }
    double[] draws =
        Arrays.stream(replicates).mapToDouble(statistic).filter(Double::isFinite).toArray();
    Arrays.sort(draws);
    return new Interval(
        statistic.applyAsDouble(plain), quantile(draws, 0.025), quantile(draws, 0.975));
  }

  /** Linear interpolation between order statistics. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
