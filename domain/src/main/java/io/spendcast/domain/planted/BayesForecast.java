package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The forecast of one who knows how habits are distributed and sees a customer's orders: no model
 * that only sees the sales can expect to be better, in squared error.
 *
 * <p>Exact in closed form if nobody leaves and rates tell nothing of baskets: the posterior of the
 * rate is Gamma, that of the log-mean basket normal. Else the rate is integrated numerically, given
 * it the rest stays exact; leaving is a sum over days, and how soon this customer leaves is
 * integrated exactly, since what is left of a Gamma distribution by staying is Gamma. Where a few
 * buy to sell again, both kinds are weighed by how likely each makes the orders. A drift is taken
 * as known from the start, so that there the forecast is a bound which nobody can reach who must
 * first notice it. Errors in the records are not modelled: the history is that of the true orders.
 */
public final class BayesForecast {
  private final PlantedWorld world;
  private final AsOfDate asOf;
  private final Exposure orders;
  private final Exposure spend;
  private final RateGrid grid;
  private final Optional<BayesForecast> ofWholesale;

  /** Forecasts from what was ordered before the as-of date. */
  public BayesForecast(PlantedWorld world, AsOfDate asOf) {
    this.world = world;
    this.asOf = asOf;
    this.orders = Exposure.ofOrders(world);
    this.spend = Exposure.ofSpend(world);
    this.grid = new RateGrid(world, asOf);
    this.ofWholesale =
        world.wholesale().isNone()
            ? Optional.empty()
            : Optional.of(new BayesForecast(world.wholesale().only(world), asOf));
  }

  /** Whether {@link #spend} is a closed form. */
  public boolean isClosedForm() {
    return world.lifetime().isEndless()
        && world.lifetime().joining().isNone()
        && (world.baskets().correlation() == 0 || world.rates().areEqual());
  }

  /** Expected spend in a window that begins at the as-of date or later. */
  public double spend(PurchaseHistory history, DateWindow window) {
    if (world.isSubscription()) {
      return subscribed(history, window);
    }
    if (!isClosedForm()) {
      return integrated(history, window);
    }
    return ofWholesale
        .map(wholesale -> mixed(wholesale, history, window))
        .orElseGet(() -> closedForm(history, window));
  }

  /** Who has paid on every first of a month is there, and who has not has left. */
  private double subscribed(PurchaseHistory history, DateWindow window) {
    LocalDate due = history.last().withDayOfMonth(1).plusMonths(1);
    if (due.isBefore(asOf.day())) {
      return 0;
    }
    long paid = ChronoUnit.DAYS.between(history.last(), asOf.day());
    return world.rates().perYear()
        * BasketPosterior.expectedValue(
            BasketPrior.given(world, world.rates().perYear()),
            world.baskets().withinDeviation(),
            history)
        * spend.in(window, asOf, later -> world.lifetime().survival(paid + later));
  }

  /** How much the orders look like those of one kind of customers or of the other. */
  private double mixed(BayesForecast wholesale, PurchaseHistory history, DateWindow window) {
    double share = world.wholesale().share();
    double odds =
        share / (1 - share) * StrictMath.exp(wholesale.evidence(history) - evidence(history));
    double probability = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
    return probability * wholesale.closedForm(history, window)
        + (1 - probability) * closedForm(history, window);
  }

  /** How likely the orders are, up to a factor that all kinds of customers share. */
  private double evidence(PurchaseHistory history) {
    double shape = world.rates().shape();
    double scale = world.rates().scale();
    double observed = orders.before(asOf.day());
    return shape * StrictMath.log(scale)
        - (shape + history.orders()) * StrictMath.log(scale + observed)
        + BasketPosterior.logLikelihood(
            BasketPrior.given(world, world.rates().perYear()),
            world.baskets().withinDeviation(),
            history);
  }

  double integrated(PurchaseHistory history, DateWindow window) {
    return surviving(history, window) * grid.expectedSpendPerYear(history);
  }

  /** Who has been there for long is likely to be one of those who stay. */
  private double surviving(PurchaseHistory history, DateWindow window) {
    PlantedWorld.Lifetime lifetime = world.lifetime();
    long stayed = ChronoUnit.DAYS.between(history.first(), asOf.day());
    return spend.in(
        window, asOf, later -> lifetime.survival(stayed + later) / lifetime.survival(stayed));
  }

  private double closedForm(PurchaseHistory history, DateWindow window) {
    double observed = orders.before(asOf.day());
    double rate =
        world.rates().areEqual()
            ? world.rates().perYear()
            : (world.rates().shape() + history.orders()) / (world.rates().scale() + observed);
    return spend.in(window)
        * rate
        * BasketPosterior.expectedValue(
            BasketPrior.given(world, rate), world.baskets().withinDeviation(), history);
  }
}
