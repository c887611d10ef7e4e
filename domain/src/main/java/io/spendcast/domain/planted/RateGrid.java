package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Integrates over the rate of a customer at an as-of date, on a grid of its logarithm, where the
 * trapezoidal rule is good to many digits for smooth densities that vanish at both ends.
 */
final class RateGrid {
  private static final double LEAST = StrictMath.log(1e-9);
  private static final double MOST = StrictMath.log(80);
  private static final int POINTS = 900;

  private final PlantedWorld world;
  private final Exposure exposure;
  private final AsOfDate asOf;
  private final double[] rates = new double[POINTS];
  private final double[][] logOddsOfGone = new double[POINTS][];

  RateGrid(PlantedWorld world, AsOfDate asOf) {
    this.world = world;
    this.asOf = asOf;
    this.exposure = Exposure.of(world);
    for (int i = 0; i < POINTS; i++) {
      rates[i] =
          StrictMath.exp(LEAST + (MOST - LEAST) * i / (POINTS - 1)) * world.rates().perYear();
    }
  }

  /** Expected spend per year of exposure, 0 from those who have left. */
  double expectedSpendPerYear(PurchaseHistory history) {
    double[] there = new double[POINTS];
    double[] all = new double[POINTS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < POINTS; i++) {
      there[i] = logWeight(rates[i], history);
      all[i] = logOfSum(there[i], there[i] + logOddsOfGone(i, history));
      largest = Math.max(largest, all[i]);
    }
    double total = 0;
    double spend = 0;
    for (int i = 0; i < POINTS; i++) {
      total += StrictMath.exp(all[i] - largest);
      spend += StrictMath.exp(there[i] - largest) * rates[i] * expectedValue(rates[i], history);
    }
    return spend / total;
  }

  private static double logOfSum(double one, double other) {
    double larger = Math.max(one, other);
    return larger + StrictMath.log1p(StrictMath.exp(Math.min(one, other) - larger));
  }

  /** Prior density of the logarithm of the rate times the likelihood of the orders, while there. */
  private double logWeight(double rate, PurchaseHistory history) {
    double shape = world.rates().shape();
    double prior = shape * StrictMath.log(rate) - world.rates().scale() * rate;
    int arrivals = world.lifetime().isEndless() ? history.orders() : history.orders() - 1;
    double orders =
        arrivals * StrictMath.log(rate)
            - rate * (exposure.before(asOf.day()) - exposure.before(start(history)));
    return prior + orders + values(rate, history);
  }

  private double values(double rate, PurchaseHistory history) {
    return world.baskets().correlation() == 0
        ? 0
        : BasketPosterior.logLikelihood(
            BasketPrior.given(world, rate), world.baskets().withinDeviation(), history);
  }

  private double expectedValue(double rate, PurchaseHistory history) {
    return BasketPosterior.expectedValue(
        BasketPrior.given(world, rate), world.baskets().withinDeviation(), history);
  }

  /** Where customers join, the first order is the day they did. */
  private LocalDate start(PurchaseHistory history) {
    return world.lifetime().isEndless() ? world.days().from() : history.first();
  }

  /** How much likelier it is that the customer left after the last order than that they stayed. */
  private double logOddsOfGone(int point, PurchaseHistory history) {
    if (world.lifetime().isEndless()) {
      return Double.NEGATIVE_INFINITY;
    }
    if (logOddsOfGone[point] == null) {
      logOddsOfGone[point] = logOddsOfGone(rates[point]);
    }
    return logOddsOfGone[point][days(history.last()) + 1];
  }

  private int days(LocalDate day) {
    return (int) ChronoUnit.DAYS.between(world.days().from(), day);
  }

  /**
   * For each day: of having left on this or a later one, the as-of date included, against still
   * being there. Who left on a day needed no luck to stay without an order from it on.
   */
  private double[] logOddsOfGone(double rate) {
    int asOfDay = days(asOf.day());
    double[] odds = new double[asOfDay + 2];
    odds[asOfDay + 1] = Double.NEGATIVE_INFINITY;
    double leaving = StrictMath.log(1 - world.lifetime().survival(1));
    for (int day = asOfDay; day >= 0; day--) {
      LocalDate left = world.days().from().plusDays(day);
      double without = rate * (exposure.before(asOf.day()) - exposure.before(left));
      double stayed = StrictMath.log(world.lifetime().survival(asOfDay - day + 1));
      odds[day] = logOfSum(leaving + without - stayed, odds[day + 1]);
    }
    return odds;
  }
}
