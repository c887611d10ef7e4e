package io.spendcast.domain.forecast;

import java.util.Arrays;

/**
 * A forecast taken apart: what is said where nothing is known of a customer, and what each input
 * adds to that. They add up to the forecast.
 */
public final class Contributions {
  private double base;
  private final double[] byInput;

  Contributions(double base, double[] byInput) {
    this.base = base;
    this.byInput = byInput;
  }

  static Contributions none(int inputs) {
    return new Contributions(0, new double[inputs]);
  }

  /** What is said of somebody of whom nothing is known. */
  public double base() {
    return base;
  }

  /** What an input adds, by its place. */
  public double of(int input) {
    return byInput[input];
  }

  /** The base and what all inputs add. */
  public double sum() {
    return base + Arrays.stream(byInput).sum();
  }

  void addBase(double amount) {
    base += amount;
  }

  void add(int input, double amount) {
    byInput[input] += amount;
  }

  /** Adds what another model says, weighted. */
  void add(double weight, Contributions other) {
    base += weight * other.base;
    for (int i = 0; i < byInput.length; i++) {
      byInput[i] += weight * other.byInput[i];
    }
  }

  /** From sums to money. */
  Contributions through(Link link) {
    return link == Link.IDENTITY ? this : exponential();
  }

  /**
   * The value of Aumann and Shapley: on the way from the base to the forecast on which all inputs
   * become known at one pace, each adds in proportion to its part of the logarithm. Parts of groups
   * of inputs are the sums of the parts of their members, however they are grouped.
   */
  private Contributions exponential() {
    double whole = Arrays.stream(byInput).sum();
    double start = Math.exp(base);
    double money = whole == 0 ? start : start * Math.expm1(whole) / whole;
    return new Contributions(start, Arrays.stream(byInput).map(part -> part * money).toArray());
  }
}
