package io.spendcast.domain.planted;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * How much buying there is in a span of days, in years: a whole year without drift has 1. On
 * average a customer with rate λ orders λ times the exposure of orders, and spends what they spend
 * in a year without drift times the exposure of spend.
 */
public final class Exposure {
  /** Forecasts reach beyond the recorded days. */
  private static final int YEARS_BEYOND = 11;

  private final LocalDate first;
  private final double[] until;

  private Exposure(LocalDate first, double[] until) {
    this.first = first;
    this.until = until;
  }

  /** How often customers order. */
  public static Exposure ofOrders(PlantedWorld world) {
    return of(world, day -> ordersOn(world, day));
  }

  /** How much customers spend: how often they order, times what orders are worth. */
  public static Exposure ofSpend(PlantedWorld world) {
    return of(world, day -> ordersOn(world, day) * world.drift().valueOn(day));
  }

  private static Exposure of(PlantedWorld world, ToDoubleFunction<LocalDate> ofDay) {
    LocalDate first = world.days().from();
    int days = (int) ChronoUnit.DAYS.between(first, world.days().until().plusYears(YEARS_BEYOND));
    double[] until = new double[days + 1];
    for (int day = 0; day < days; day++) {
      until[day + 1] = until[day] + ofDay.applyAsDouble(first.plusDays(day));
    }
    return new Exposure(first, until);
  }

  /** The exposure of orders of one day. */
  static double ordersOn(PlantedWorld world, LocalDate day) {
    return world.drift().ordersOn(day) * world.season().on(day);
  }

  /** The exposure of a span of days, not before the world begins. */
  public double in(DateWindow days) {
    return before(days.until()) - before(days.from());
  }

  /**
   * The exposure of a span of days to somebody who is there at the as-of date, and so many days
   * later with this probability.
   */
  double in(DateWindow days, AsOfDate asOf, LongToDoubleFunction survival) {
    double sum = 0;
    for (LocalDate day = days.from(); day.isBefore(days.until()); day = day.plusDays(1)) {
      long later = ChronoUnit.DAYS.between(asOf.day(), day);
      sum += survival.applyAsDouble(later) * (before(day.plusDays(1)) - before(day));
    }
    return sum;
  }

  /** The exposure from the first day of the world until the beginning of a day. */
  double before(LocalDate day) {
    return until[(int) ChronoUnit.DAYS.between(first, day)];
  }

  /** The day on which so much exposure since the first day is reached. */
  LocalDate dayAt(double exposure) {
    int found = Arrays.binarySearch(until, exposure);
    return first.plusDays(found >= 0 ? found : -found - 2);
  }
}
