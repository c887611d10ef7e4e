package io.spendcast.domain.btyd;

import java.io.Serializable;

/**
 * The value of a purchase is Gamma distributed, around a mean that differs between customers and
 * does not depend on how often they buy.
 *
 * @param p shape of the values of one customer
 * @param q shape of what differs between customers; above 1, or no mean exists
 * @param v scale of what differs, in currency
 */
public record GammaGamma(double p, double q, double v) implements Serializable {
  /** So large a shape of what differs leaves nothing of it. */
  private static final double NOTHING_DIFFERS = 1e9;

  /** Every purchase of every customer is worth this on average, whatever theirs were worth. */
  static GammaGamma alike(double mean) {
    return new GammaGamma(1, 1 + NOTHING_DIFFERS, mean * NOTHING_DIFFERS);
  }

  /** The mean value over all customers. */
  public double populationMean() {
    return p * v / (q - 1);
  }

  /** The value to expect of the customer's next purchase, in currency. */
  public double expectedValue(PurchaseRecord customer) {
    double own = p * customer.repeats();
    double weight = (q - 1) / (own + q - 1);
    return weight * populationMean() + (1 - weight) * customer.meanValue();
  }
}
