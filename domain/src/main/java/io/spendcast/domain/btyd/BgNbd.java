package io.spendcast.domain.btyd;

import java.io.Serializable;

/**
 * Purchases are Poisson with a rate that is Gamma distributed over customers; after each purchase a
 * customer may leave, with a probability that is Beta distributed over customers.
 *
 * @param r shape of the rates
 * @param alpha rate parameter of the rates, in the unit of time of the records
 * @param a first parameter of the probabilities to leave; 0 if nobody leaves
 * @param b second parameter of these probabilities
 */
public record BgNbd(double r, double alpha, double a, double b) implements Serializable {
  /** At a = 1 the formula is 0 / 0, though its limit exists; so close it is interpolated. */
  private static final double NEAR_ONE = 1e-6;

  /** Nobody leaves: what is left is the negative binomial distribution. */
  static BgNbd endless(double r, double alpha) {
    return new BgNbd(r, alpha, 0, 1);
  }

  private boolean isEndless() {
    return a == 0;
  }

  /** The probability that the customer has not left; 1 before a repeated purchase. */
  public double aliveProbability(PurchaseRecord customer) {
    return 1 / (1 + oddsOfGone(customer));
  }

  private double oddsOfGone(PurchaseRecord customer) {
    int x = customer.repeats();
    double silence =
        StrictMath.log(alpha + customer.age()) - StrictMath.log(alpha + customer.recency());
    return x == 0 || isEndless() ? 0 : a / (b + x - 1) * StrictMath.exp((r + x) * silence);
  }

  /** The purchases to expect of the customer in so much time from the as-of date on. */
  public double expectedPurchases(PurchaseRecord customer, double time) {
    return isEndless()
        ? (r + customer.repeats()) / (alpha + customer.age()) * time
        : ifAlive(customer, time) * aliveProbability(customer);
  }

  private double ifAlive(PurchaseRecord customer, double time) {
    if (Math.abs(a - 1) < NEAR_ONE) {
      double above = new BgNbd(r, alpha, 1 + 2 * NEAR_ONE, b).ifAlive(customer, time);
      double below = new BgNbd(r, alpha, 1 - 2 * NEAR_ONE, b).ifAlive(customer, time);
      return below + (above - below) * (a - 1 + 2 * NEAR_ONE) / (4 * NEAR_ONE);
    }
    int x = customer.repeats();
    double z = time / (alpha + customer.age() + time);
    // Euler's form of the product of a power and F(r + x, b + x; a + b + x - 1; z): it does not
    // overflow for customers with many purchases.
    double left =
        StrictMath.exp((a - 1) * StrictMath.log1p(-z))
            * Hypergeometric.f(a + b - 1 - r, a - 1, a + b + x - 1, z);
    return (a + b + x - 1) / (a - 1) * (1 - left);
  }
}
