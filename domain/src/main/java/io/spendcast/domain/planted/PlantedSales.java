package io.spendcast.domain.planted;

import io.spendcast.domain.planted.Draws.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the customers of a world do; the same customer does the same in every process. */
public final class PlantedSales {
  /** Number of items. */
  public static final int ITEMS = 2_000;

  /** More a line never costs, in the currency; a record that says so is wrong. */
  public static final int MOST = 45_000;

  private static final int MOST_LINES = 4;
  private static final int MOST_UNITS = 3;
  private static final double DISCOUNTED = 0.3;
  private static final int MOST_DISCOUNT_PERCENT = 50;
  private static final double RETURNED = 0.1;
  private static final int FIRST_RETURN = 4;
  private static final int LAST_RETURN = 180;

  private final PlantedWorld world;
  private final Exposure exposure;

  /** The sales of a world. */
  public PlantedSales(PlantedWorld world) {
    this.world = world;
    this.exposure = Exposure.ofOrders(world);
  }

  /** All orders of a customer within the world's days, in the order of time. */
  public List<PlantedOrder> orders(PlantedCustomer customer) {
    return world.isSubscription() ? payments(customer) : arriving(customer);
  }

  /** One when they join, and one on the first day of each month until they leave. */
  private List<PlantedOrder> payments(PlantedCustomer customer) {
    LocalDate end = earlier(world.days().until(), customer.left());
    List<PlantedOrder> orders = new ArrayList<>();
    LocalDate day = customer.joined();
    while (day.isBefore(end)) {
      orders.add(order(customer, orders.size(), day));
      day = day.withDayOfMonth(1).plusMonths(1);
    }
    return orders;
  }

  private List<PlantedOrder> arriving(PlantedCustomer customer) {
    Draws arrivals = Draws.of(world.seed(), customer.number(), Subject.ARRIVALS, 0);
    List<PlantedOrder> orders = new ArrayList<>();
    if (!world.lifetime().joining().isNone()) {
      orders.add(order(customer, 0, customer.joined()));
    }
    LocalDate end = earlier(world.days().until(), customer.left());
    double reached = exposure.before(customer.joined());
    while (true) {
      reached += arrivals.exponential() / customer.rate();
      if (!(reached < exposure.before(end))) {
        return orders;
      }
      orders.add(order(customer, orders.size(), exposure.dayAt(reached)));
    }
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private PlantedOrder order(PlantedCustomer customer, int number, LocalDate day) {
    Draws draws = Draws.of(world.seed(), customer.number(), Subject.ORDER, number);
    double value =
        world.drift().valueOn(day)
            * StrictMath.exp(
                customer.logBasket() + world.baskets().withinDeviation() * draws.normal());
    boolean onWeb = draws.happens(webShare(customer, day));
    return new PlantedOrder(number, day, onWeb, lines(cents(value), draws));
  }

  private static long cents(double value) {
    return Math.min(MOST * 100L, Math.max(1, Math.round(value * 100)));
  }

  private double webShare(PlantedCustomer customer, LocalDate day) {
    return customer.webShare() + (1 - customer.webShare()) * world.drift().toWebOn(day);
  }

  /** Splits the value at random; the last line takes the rest, so that the sum is exact. */
  private static List<PlantedLine> lines(long cents, Draws draws) {
    int count = draws.between(1, MOST_LINES);
    double[] weights = new double[count];
    double total = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = 0.1 + draws.uniform();
      total += weights[i];
    }
    List<PlantedLine> lines = new ArrayList<>(count);
    long left = cents;
    for (int i = 0; i < count; i++) {
      long share = i == count - 1 ? left : (long) (cents * (weights[i] / total));
      left -= share;
      lines.add(line(share, lines, draws));
    }
    return lines;
  }

  private static PlantedLine line(long cents, List<PlantedLine> before, Draws draws) {
    long item = draws.between(1, ITEMS);
    while (isOn(before, item)) {
      item = item % ITEMS + 1;
    }
    int percent = draws.happens(DISCOUNTED) ? draws.between(1, MOST_DISCOUNT_PERCENT) : 0;
    long list = Math.round(cents * 100.0 / (100 - percent));
    return new PlantedLine(item, draws.between(1, MOST_UNITS), money(cents), money(list));
  }

  private static boolean isOn(List<PlantedLine> lines, long item) {
    return lines.stream().anyMatch(line -> line.item() == item);
  }

  /** What comes back of an order within the world's days. */
  public List<PlantedReturn> returns(PlantedCustomer customer, PlantedOrder order) {
    Draws draws = Draws.of(world.seed(), customer.number(), Subject.RETURNS, order.number());
    List<PlantedReturn> returns = new ArrayList<>();
    for (PlantedLine line : order.lines()) {
      if (draws.happens(RETURNED)) {
        LocalDate day = order.day().plusDays(draws.between(FIRST_RETURN, LAST_RETURN));
        int units = draws.between(1, line.quantity());
        if (day.isBefore(world.days().until())) {
          long cents = line.amount().unscaledValue().longValueExact() * units / line.quantity();
          returns.add(new PlantedReturn(day, line.item(), units, money(cents)));
        }
      }
    }
    return returns;
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
