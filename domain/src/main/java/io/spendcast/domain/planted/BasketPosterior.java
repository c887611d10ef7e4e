package io.spendcast.domain.planted;

/** What the values of a customer's orders tell of the value of the next. */
final class BasketPosterior {
  private BasketPosterior() {}

  /** The expected value of an order: exact, since normal log-means stay normal. */
  static double expectedValue(BasketPrior prior, double withinDeviation, PurchaseHistory history) {
    if (withinDeviation == 0) {
      return StrictMath.exp(history.logValues() / history.orders());
    }
    double within = withinDeviation * withinDeviation;
    double variance = variance(prior, within, history.orders());
    double mean =
        prior.deviation() == 0
            ? prior.mean()
            : variance * (prior.mean() / prior.variance() + history.logValues() / within);
    return StrictMath.exp(mean + variance / 2 + within / 2);
  }

  private static double variance(BasketPrior prior, double within, int orders) {
    return prior.deviation() == 0 ? 0 : 1 / (1 / prior.variance() + orders / within);
  }

  /** How likely the values are, up to a factor that does not depend on the prior's mean. */
  static double logLikelihood(BasketPrior prior, double withinDeviation, PurchaseHistory history) {
    double within = withinDeviation * withinDeviation;
    double distance = history.logValues() / history.orders() - prior.mean();
    return -distance * distance / (2 * (prior.variance() + within / history.orders()));
  }
}
