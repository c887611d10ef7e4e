package io.spendcast.domain.planted;

import io.spendcast.domain.DateWindow;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * All that decides a planted data set: the same world gives the same sales, whoever generates them.
 *
 * @param preset where the other values come from
 * @param customers number of customers
 * @param seed of all randomness
 * @param days the days that are recorded
 * @param rates how often customers order
 * @param baskets how much an order is worth
 * @param lifetime how long customers stay
 * @param drift a change of everybody's habits
 */
public record PlantedWorld(
    PlantedPreset preset,
    long customers,
    long seed,
    DateWindow days,
    Rates rates,
    Baskets baskets,
    Lifetime lifetime,
    Drift drift)
    implements Serializable {
  /** Most customers: their numbers are part of the order numbers. */
  public static final long MOST_CUSTOMERS = 1_000_000_000;

  /**
   * Three years, so that the first training as-of date of twelve, before four to test on, has more
   * than a year behind it and knows the season. They are the last three of TPC-DS.
   */
  private static final DateWindow THREE_YEARS =
      new DateWindow(LocalDate.of(2000, 1, 1), LocalDate.of(2003, 1, 1));

  private static final double DAYS_OF_YEAR = 365;

  private static final Rates REFERENCE_RATES = new Rates(0.6, 3);
  private static final Baskets REFERENCE_BASKETS = new Baskets(StrictMath.log(60), 0.7, 0.6, 0);

  /** Checks the number of customers. */
  public PlantedWorld {
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      throw new IllegalArgumentException(
          "customers must be 1 to " + MOST_CUSTOMERS + ", not " + customers);
    }
  }

  /** The world of a preset. */
  public static PlantedWorld of(PlantedPreset preset, long customers, long seed) {
    PlantedWorld signal =
        new PlantedWorld(
            preset,
            customers,
            seed,
            THREE_YEARS,
            REFERENCE_RATES,
            REFERENCE_BASKETS,
            Lifetime.ENDLESS,
            Drift.NONE);
    return switch (preset) {
      case SIGNAL, DIRTY -> signal;
      case NO_SIGNAL ->
          signal.with(
              new Rates(Double.POSITIVE_INFINITY, REFERENCE_RATES.perYear()),
              new Baskets(REFERENCE_BASKETS.logMean(), 0, REFERENCE_BASKETS.withinDeviation(), 0));
      case SIGNAL_DROPOUT -> signal.with(new Lifetime(1, 1), 0.3);
      case DRIFT -> signal.with(new Drift(LocalDate.of(2002, 7, 1), 1.6, 0.75, 0.5));
    };
  }

  private PlantedWorld with(Rates other, Baskets others) {
    return new PlantedWorld(preset, customers, seed, days, other, others, lifetime, drift);
  }

  private PlantedWorld with(Lifetime found, double correlation) {
    Baskets correlated =
        new Baskets(
            baskets.logMean(), baskets.betweenDeviation(), baskets.withinDeviation(), correlation);
    return new PlantedWorld(preset, customers, seed, days, rates, correlated, found, drift);
  }

  private PlantedWorld with(Drift found) {
    return new PlantedWorld(preset, customers, seed, days, rates, baskets, lifetime, found);
  }

  /** Whether the records have errors and corrections. */
  public boolean isDirty() {
    return preset == PlantedPreset.DIRTY;
  }

  /** The name of the data set, with all that decides its content. */
  @Override
  public String toString() {
    return "planted %s, %s customers, seed %s".formatted(preset.label(), customers, seed);
  }

  /**
   * Orders of a customer are Poisson with a rate that is Gamma distributed over customers.
   *
   * @param shape of the Gamma distribution; infinite if all have the same rate
   * @param perYear the mean rate, orders per year
   */
  public record Rates(double shape, double perYear) implements Serializable {
    /** Whether all customers have the same rate. */
    public boolean areEqual() {
      return Double.isInfinite(shape);
    }

    /** The Gamma distribution's rate parameter, in years. */
    double scale() {
      return shape / perYear;
    }
  }

  /**
   * The value of an order is lognormal around a log-mean that is normal over customers.
   *
   * @param logMean mean of the customers' log-means
   * @param betweenDeviation standard deviation of the customers' log-means
   * @param withinDeviation standard deviation of the logarithm of one customer's orders
   * @param correlation of the log-mean with the logarithm of the rate
   */
  public record Baskets(
      double logMean, double betweenDeviation, double withinDeviation, double correlation)
      implements Serializable {}

  /**
   * Customers join on a uniform day with their first order, and leave after an exponential time
   * whose rate is Gamma distributed over customers, so that lifetimes are Pareto (of the second
   * kind) as in the Pareto/NBD model of Schmittlein, Morrison and Colombo; or all are there from
   * the first day on and stay.
   *
   * @param shape of the Gamma distribution; infinite if all leave at the same rate, so that
   *     lifetimes are exponential
   * @param perYear the mean rate of leaving, per year of 365 days; 0 if all stay
   */
  public record Lifetime(double shape, double perYear) implements Serializable {
    static final Lifetime ENDLESS = new Lifetime(Double.POSITIVE_INFINITY, 0);

    /** Some leave so late that the calendar does not reach so far. */
    private static final long MOST_DAYS = 1_000_000;

    /** Whether all are there from the first day on and stay. */
    public boolean isEndless() {
      return perYear == 0;
    }

    /** A customer's rate of leaving, per year. */
    double rate(Draws draws) {
      return Double.isInfinite(shape) ? perYear : draws.gamma(shape) * perYear / shape;
    }

    /** How many days a customer with this rate of leaving is there, at least one. */
    static long days(double rate, Draws draws) {
      return 1 + (long) Math.min(MOST_DAYS, DAYS_OF_YEAR * draws.exponential() / rate);
    }

    /** The share of all customers who are there this many days after the one of joining. */
    double survival(long days) {
      return Double.isInfinite(shape)
          ? survival(perYear, days)
          : StrictMath.pow(1 + days * perYear / (DAYS_OF_YEAR * shape), -shape);
    }

    /** The same for a customer with this rate of leaving; it does not matter when they joined. */
    static double survival(double rate, long days) {
      return StrictMath.exp(-rate * days / DAYS_OF_YEAR);
    }
  }

  /**
   * From a day on everybody buys more or less often, for more or less at a time, and some of what
   * was store sales goes to the web.
   *
   * @param from the first day of the new habits
   * @param orders what rates are multiplied by
   * @param value what the values of orders are multiplied by
   * @param toWeb the share of store orders that are web orders from then on
   */
  public record Drift(LocalDate from, double orders, double value, double toWeb)
      implements Serializable {
    static final Drift NONE = new Drift(LocalDate.MAX, 1, 1, 0);

    /** What rates are multiplied by on a day. */
    double ordersOn(LocalDate day) {
      return holdsOn(day) ? orders : 1;
    }

    /** What the values of a day's orders are multiplied by. */
    double valueOn(LocalDate day) {
      return holdsOn(day) ? value : 1;
    }

    /** The share of store orders that are web orders on a day. */
    double toWebOn(LocalDate day) {
      return holdsOn(day) ? toWeb : 0;
    }

    private boolean holdsOn(LocalDate day) {
      return !day.isBefore(from);
    }
  }
}
