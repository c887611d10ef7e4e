package io.spendcast.domain.forecast;

/** How a model gets from its sum to money. */
public enum Link {
  /** The sum is money. */
  IDENTITY,
  /** The sum is the logarithm of money. */
  LOG;

  double money(double sum) {
    return this == LOG ? Math.exp(sum) : sum;
  }
}
