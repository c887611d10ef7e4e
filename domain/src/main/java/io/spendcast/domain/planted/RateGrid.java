package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Integrates over the rate of a customer at an as-of date, on a grid of its logarithm, where the
 * trapezoidal rule is good to many digits for smooth densities that vanish at both ends. At each
 * rate, what the silence since the last order tells is summed over the days on which the customer
 * may have left.
 */
final class RateGrid {
  private static final double LEAST = StrictMath.log(1e-9);
  private static final double MOST = StrictMath.log(80);

  /** A step is little against the spread of the logarithm after even 400 orders, 0.05. */
  private static final int POINTS = 400;

  private final PlantedWorld world;
  private final Exposure exposure;
  private final AsOfDate asOf;
  private final double[] rates = new double[POINTS];
  private final List<double[]> silence;

  RateGrid(PlantedWorld world, AsOfDate asOf) {
    this.world = world;
    this.asOf = asOf;
    this.exposure = Exposure.ofOrders(world);
    for (int i = 0; i < POINTS; i++) {
      rates[i] =
          StrictMath.exp(LEAST + (MOST - LEAST) * i / (POINTS - 1)) * world.rates().perYear();
    }
    this.silence = silence();
  }

  /** For each day of the world before the as-of date and each rate: how likely is no order. */
  private List<double[]> silence() {
    Map<Double, double[]> byExposure = new HashMap<>();
    return LongStream.range(0, days(world.days().from(), asOf.day()))
        .mapToObj(day -> Exposure.ordersOn(world, world.days().from().plusDays(day)))
        .map(ofDay -> byExposure.computeIfAbsent(ofDay, this::silence))
        .toList();
  }

  private double[] silence(double ofDay) {
    double[] silent = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      silent[i] = StrictMath.exp(-rates[i] * ofDay);
    }
    return silent;
  }

  /** Expected spend per year of exposure, 0 from those who have left. */
  double expectedSpendPerYear(PurchaseHistory history) {
    double[] there = there(history);
    double[] gone = gone(history);
    double[] logWeights = logWeights(history);
    double largest = largest(logWeights);
    double total = 0;
    double spend = 0;
    for (int i = 0; i < POINTS; i++) {
      double weight = StrictMath.exp(logWeights[i] - largest);
      total += weight * (there[i] + gone[i]);
      spend += weight * there[i] * rates[i] * expectedValue(rates[i], history);
    }
    return spend / total;
  }

  private double[] logWeights(PurchaseHistory history) {
    double[] weights = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      weights[i] = logWeight(rates[i], history);
    }
    return weights;
  }

  private static double largest(double... values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /**
   * Prior density of the logarithm of the rate times the likelihood of all until the last order.
   */
  private double logWeight(double rate, PurchaseHistory history) {
    double shape = world.rates().shape();
    double prior = shape * StrictMath.log(rate) - world.rates().scale() * rate;
    int arrivals = world.lifetime().joining().isNone() ? history.orders() : history.orders() - 1;
    double orders =
        arrivals * StrictMath.log(rate)
            - rate * (exposure.before(silentFrom(history)) - exposure.before(start(history)));
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
    return world.lifetime().joining().isNone() ? world.days().from() : history.first();
  }

  private static LocalDate silentFrom(PurchaseHistory history) {
    return history.last().plusDays(1);
  }

  /** At each rate: of being there at the as-of date, and no order since the last. */
  private double[] there(PurchaseHistory history) {
    double[] there = new double[POINTS];
    double silentYears = exposure.before(asOf.day()) - exposure.before(silentFrom(history));
    double survival = world.lifetime().survival(days(start(history), asOf.day()));
    for (int i = 0; i < POINTS; i++) {
      there[i] = survival * StrictMath.exp(-rates[i] * silentYears);
    }
    return there;
  }

  /**
   * At each rate: of having left after the last order, the as-of date included, and no order
   * before. Who left on a day needed no luck to stay without an order from it on. From the last day
   * back, so that each day costs one multiplication per rate.
   */
  private double[] gone(PurchaseHistory history) {
    double[] gone = new double[POINTS];
    int begin = days(world.days().from(), silentFrom(history));
    for (int day = days(world.days().from(), asOf.day()); day >= begin; day--) {
      double leaving = leavingOn(world.days().from().plusDays(day), history);
      if (day < silence.size()) {
        multiply(gone, silence.get(day));
      }
      add(gone, leaving);
    }
    return gone;
  }

  private double leavingOn(LocalDate day, PurchaseHistory history) {
    int stayed = days(start(history), day);
    return world.lifetime().survival(stayed - 1) - world.lifetime().survival(stayed);
  }

  private static void multiply(double[] values, double... by) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= by[i];
    }
  }

  private static void add(double[] values, double value) {
    for (int i = 0; i < values.length; i++) {
      values[i] += value;
    }
  }

  private static int days(LocalDate from, LocalDate until) {
    return (int) ChronoUnit.DAYS.between(from, until);
  }
}
