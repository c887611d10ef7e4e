package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

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
    this.exposure = Exposure.of(world);
  }

  /** What a customer who stays can be expected to spend per year of exposure. */
  public static double perYear(PlantedWorld world, PlantedCustomer customer) {
    double within = world.baskets().withinDeviation();
    return customer.rate() * StrictMath.exp(customer.logBasket() + within * within / 2);
  }

  /** Expected spend in a window that begins at the as-of date or later. */
  public double spend(PlantedCustomer customer, AsOfDate asOf, DateWindow window) {
    return customer.isThereOn(asOf)
        ? perYear(world, customer) * survivingExposure(world, exposure, asOf, window)
        : 0;
  }

  /** The exposure of a window to somebody who is there at the as-of date and may leave. */
  static double survivingExposure(
      PlantedWorld world, Exposure exposure, AsOfDate asOf, DateWindow window) {
    if (world.lifetime().isEndless()) {
      return exposure.in(window);
    }
    double sum = 0;
    for (LocalDate day = window.from(); day.isBefore(window.until()); day = day.plusDays(1)) {
      long later = ChronoUnit.DAYS.between(asOf.day(), day);
      sum += world.lifetime().survival(later) * exposure.in(new DateWindow(day, day.plusDays(1)));
    }
    return sum;
  }
}
