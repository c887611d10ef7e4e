package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * The hidden truth about a customer.
 *
 * @param number from 1 on
 * @param rate orders per year
 * @param logBasket mean of the logarithm of an order's value
 * @param webShare the share of orders that are placed on the web, before any drift
 * @param leavingRate how soon they leave: the rate of an exponential time, per year of 365 days; 0
 *     if they stay
 * @param joined the first day on which they may order
 * @param left the first day on which they order no more; {@link LocalDate#MAX} if they stay
 */
public record PlantedCustomer(
    long number,
    double rate,
    double logBasket,
    double webShare,
    double leavingRate,
    LocalDate joined,
    LocalDate left)
    implements Serializable {
  /** Shares of web orders are Beta distributed: 30 % on average, from nearly none to nearly all. */
  static final double WEB_FIRST = 1.5;

  static final double WEB_SECOND = 3.5;

  /** The customer of a number, the same in every process. */
  public static PlantedCustomer of(PlantedWorld world, long number) {
    PlantedWorld like = isWholesale(world, number) ? world.wholesale().only(world) : world;
    Draws draws = Draws.of(world.seed(), number, Draws.Subject.HABITS, 0);
    PlantedWorld.Rates rates = like.rates();
    double rate = rates.areEqual() ? rates.perYear() : draws.gamma(rates.shape()) / rates.scale();
    double logBasket = BasketPrior.given(like, rate).draw(draws);
    double webShare = draws.beta(WEB_FIRST, WEB_SECOND);
    PlantedWorld.Lifetime lifetime = world.lifetime();
    LocalDate joined = lifetime.joining().day(world.days(), draws);
    if (lifetime.isEndless()) {
      return new PlantedCustomer(number, rate, logBasket, webShare, 0, joined, LocalDate.MAX);
    }
    double leavingRate = lifetime.rate(draws);
    LocalDate left = joined.plusDays(PlantedWorld.Lifetime.days(leavingRate, draws));
    return new PlantedCustomer(number, rate, logBasket, webShare, leavingRate, joined, left);
  }

  private static boolean isWholesale(PlantedWorld world, long number) {
    return !world.wholesale().isNone()
        && Draws.of(world.seed(), number, Draws.Subject.KIND, 0).happens(world.wholesale().share());
  }

  /** Whether the customer has joined and not left. */
  public boolean isThereOn(AsOfDate asOf) {
    return !joined.isAfter(asOf.day()) && asOf.day().isBefore(left);
  }
}
