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
 * @param season how buying is spread over the year
 * @param rates how often customers order
 * @param baskets how much an order is worth
 * @param lifetime how long customers stay
 * @param drift a change of everybody's habits
 * @param wholesale the few who buy to sell again
 */
public record PlantedWorld(
    PlantedPreset preset,
    long customers,
    long seed,
    DateWindow days,
    Season season,
    Rates rates,
    Baskets baskets,
    Lifetime lifetime,
    Drift drift,
    Wholesale wholesale)
    implements Serializable {
  /** Most customers: their numbers are part of the order numbers. */
  public static final long MOST_CUSTOMERS = 1_000_000_000;

  /**
   * Three years, so that the first training as-of date of twelve, before four to test on, has more
   * than a year behind it and knows the season. They are the last three of TPC-DS.
   */
  private static final DateWindow THREE_YEARS =
      new DateWindow(LocalDate.of(2000, 1, 1), LocalDate.of(2003, 1, 1));

  private static final DateWindow ELEVEN_MONTHS =
      new DateWindow(LocalDate.of(2002, 2, 1), LocalDate.of(2003, 1, 1));

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
            Season.TPCDS,
            REFERENCE_RATES,
            REFERENCE_BASKETS,
            Lifetime.ENDLESS,
            Drift.NONE,
            Wholesale.NONE);
    return switch (preset) {
      case SIGNAL, DIRTY -> signal;
      case NO_SIGNAL ->
          signal
              .with(new Rates(Double.POSITIVE_INFINITY, REFERENCE_RATES.perYear()))
              .with(REFERENCE_BASKETS.between(0));
      case SIGNAL_DROPOUT ->
          signal.with(new Lifetime(1, 1)).with(REFERENCE_BASKETS.correlatedBy(0.3));
      case DRIFT -> signal.with(new Drift(LocalDate.of(2002, 7, 1), 1.6, 0.75, 0.5));
      case ONE_COHORT -> signal.with(new Lifetime(new Joining(1, 1), 1, 1));
      case DOUBLING -> signal.with(new Lifetime(new Joining(0, 2), 1, 1));
      case SHRINKING -> signal.with(new Lifetime(new Joining(0.8, 0.5), 2, 0.8));
      case HEAVY_TAIL -> signal.with(new Wholesale(0.005, 8, 20));
      case SUBSCRIPTIONS -> subscriptions(signal);
      case TENURE_MIXED ->
          signal.with(new Lifetime(new Joining(0.5, 1), Double.POSITIVE_INFINITY, 0));
      case ONE_PRICE -> signal.with(REFERENCE_BASKETS.between(0).within(0));
      case SHORT_HISTORY -> signal.with(ELEVEN_MONTHS, Season.EVEN);
    };
  }

  /** Fees differ from customer to customer and never change; 15 in a hundred stop in a year. */
  private static PlantedWorld subscriptions(PlantedWorld signal) {
    return signal
        .with(signal.days, Season.FIRST_OF_MONTH)
        .with(new Rates(Double.POSITIVE_INFINITY, Season.MONTHS))
        .with(REFERENCE_BASKETS.within(0))
        .with(new Lifetime(Double.POSITIVE_INFINITY, 0.15));
  }

  PlantedWorld with(Rates found) {
    return new PlantedWorld(
        preset, customers, seed, days, season, found, baskets, lifetime, drift, wholesale);
  }

  PlantedWorld with(Baskets found) {
    return new PlantedWorld(
        preset, customers, seed, days, season, rates, found, lifetime, drift, wholesale);
  }

  PlantedWorld with(Lifetime found) {
    return new PlantedWorld(
        preset, customers, seed, days, season, rates, baskets, found, drift, wholesale);
  }

  PlantedWorld with(Wholesale found) {
    return new PlantedWorld(
        preset, customers, seed, days, season, rates, baskets, lifetime, drift, found);
  }

  private PlantedWorld with(Drift found) {
    return new PlantedWorld(
        preset, customers, seed, days, season, rates, baskets, lifetime, found, wholesale);
  }

  private PlantedWorld with(DateWindow recorded, Season found) {
    return new PlantedWorld(
        preset, customers, seed, recorded, found, rates, baskets, lifetime, drift, wholesale);
  }

  /** Whether orders are payments on fixed days instead of coming by chance. */
  public boolean isSubscription() {
    return season == Season.FIRST_OF_MONTH;
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
      implements Serializable {
    private Baskets between(double deviation) {
      return new Baskets(logMean, deviation, withinDeviation, correlation);
    }

    private Baskets within(double deviation) {
      return new Baskets(logMean, betweenDeviation, deviation, correlation);
    }

    private Baskets correlatedBy(double found) {
      return new Baskets(logMean, betweenDeviation, withinDeviation, found);
    }
  }

  /**
   * Customers join with their first order, or are there from the first day on. They leave after an
   * exponential time whose rate is Gamma distributed over customers, so that lifetimes are Pareto
   * (of the second kind) as in the Pareto/NBD model of Schmittlein, Morrison and Colombo; or stay.
   *
   * @param joining when they join
   * @param shape of the Gamma distribution; infinite if all leave at the same rate, so that
   *     lifetimes are exponential
   * @param perYear the mean rate of leaving, per year of 365 days; 0 if all stay
   */
  public record Lifetime(Joining joining, double shape, double perYear) implements Serializable {
    static final Lifetime ENDLESS = new Lifetime(Joining.NONE, Double.POSITIVE_INFINITY, 0);

    /** Some leave so late that the calendar does not reach so far. */
    private static final long MOST_DAYS = 1_000_000;

    /** Customers who join on any day. */
    public Lifetime(double shape, double perYear) {
      this(Joining.EVENLY, shape, perYear);
    }

    /** Whether nobody leaves. */
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
