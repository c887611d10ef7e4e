package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.planted.PlantedWorld.Lifetime;

/**
 * The forecast of one who knows a customer's hidden habits and whether they are still there, but
 * not the future: no model can expect to be better.
 */
public final class OracleForecast {
  private final PlantedWorld world;
  private final Exposure exposure;

  /** The oracle of a world. */
  public OracleForecast(PlantedWorld world) {
    this.world = world;
    this.exposure = Exposure.ofSpend(world);
  }

  /** What a customer who stays can be expected to spend per year of exposure. */
  public static double perYear(PlantedWorld world, PlantedCustomer customer) {
    double within = world.baskets().withinDeviation();
    return customer.rate() * StrictMath.exp(customer.logBasket() + within * within / 2);
  }

  /** Expected spend in a window that begins at the as-of date or later. */
  public double spend(PlantedCustomer customer, AsOfDate asOf, DateWindow window) {
    return customer.isThereOn(asOf)
        ? perYear(world, customer)
            * exposure.in(window, asOf, later -> Lifetime.survival(customer.leavingRate(), later))
        : 0;
  }
}
