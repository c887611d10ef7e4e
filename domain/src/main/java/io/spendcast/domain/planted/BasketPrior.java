package io.spendcast.domain.planted;

/**
 * What a customer's rate tells of their log-mean basket: it is normal.
 *
 * @param mean its mean
 * @param deviation its standard deviation
 */
record BasketPrior(double mean, double deviation) {
  static BasketPrior given(PlantedWorld world, double rate) {
    PlantedWorld.Baskets baskets = world.baskets();
    double correlation = baskets.correlation();
    if (correlation == 0) {
      return new BasketPrior(baskets.logMean(), baskets.betweenDeviation());
    }
    double shape = world.rates().shape();
    double logRate = GammaLogarithm.mean(shape) - StrictMath.log(world.rates().scale());
    double standardised =
        (StrictMath.log(rate) - logRate) / StrictMath.sqrt(GammaLogarithm.variance(shape));
    return new BasketPrior(
        baskets.logMean() + baskets.betweenDeviation() * correlation * standardised,
        baskets.betweenDeviation() * StrictMath.sqrt(1 - correlation * correlation));
  }

  double draw(Draws draws) {
    return mean + deviation * draws.normal();
  }

  double variance() {
    return deviation * deviation;
  }
}
