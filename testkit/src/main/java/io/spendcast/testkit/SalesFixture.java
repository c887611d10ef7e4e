package io.spendcast.testkit;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.LineFlow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Four and a half years of a small retailer: customers differ in how often and how much they buy,
 * so their past tells something about their future, and the year has a season.
 */
public final class SalesFixture {
  /** The store channel. */
  public static final Channel STORE = new Channel("store");

  /** The web channel. */
  public static final Channel WEB = new Channel("web");

  /** The first day on which anybody may buy. */
  public static final LocalDate OPENING = LocalDate.of(1998, 1, 2);

  private static final LocalDate CLOSING = LocalDate.of(2002, 7, 1);

  private SalesFixture() {}

  /** The lines of this many customers; the same for the same seed. Every line is usable. */
  public static List<SalesLine> lines(int customers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SalesLine> lines = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      lines.addAll(new Buyer(new CustomerId("c" + i), random.split()).lines());
    }
    return lines;
  }

  /**
   * The same with what real tills produce: every 50th line has lost its customer, which its ticket
   * may still tell, and every 200th has a negative amount.
   */
  public static List<SalesLine> dirtyLines(int customers, long seed) {
    List<SalesLine> lines = new ArrayList<>(lines(customers, seed));
    for (int i = 0; i < lines.size(); i += 50) {
      SalesLine line = lines.get(i);
      boolean negative = i % 200 == 0;
      lines.set(
          i,
          new SalesLine(
              line.channel(),
              line.flow(),
              negative ? line.customer() : Optional.empty(),
              line.order(),
              line.day(),
              line.units(),
              negative ? line.amount().add(BigDecimal.ONE).negate() : line.amount()));
    }
    return lines;
  }

  /** The lines of {@link #lines} added up to daily spend. */
  public static Map<CustomerId, List<DailySpend>> sales(int customers, long seed) {
    return DailySpendTiles.of(lines(customers, seed));
  }

  /**
   * One customer with habits of its own, which change once: who forecasts that all goes on as ever
   * is wrong, and there is something to learn.
   */
  private static final class Buyer {
    private final CustomerId customer;
    private final SplittableRandom random;
    private final LocalDate joined;
    private final double ordersPerDay;
    private final double webShare;
    private final int priceInCents;
    private final LocalDate turn;
    private final double afterTurn;

    Buyer(CustomerId customer, SplittableRandom random) {
      this.customer = customer;
      this.random = random;
      this.joined = OPENING.plusDays(random.nextInt(500));
      this.ordersPerDay = 0.002 + 0.03 * Math.pow(random.nextDouble(), 3);
      this.webShare = random.nextDouble();
      this.priceInCents = 500 + random.nextInt(6_000);
      this.turn = OPENING.plusDays(500L + random.nextInt(1_000));
      this.afterTurn = random.nextBoolean() ? 0.05 : 4;
    }

    List<SalesLine> lines() {
      List<SalesLine> lines = new ArrayList<>();
      for (LocalDate day = joined; day.isBefore(CLOSING); day = day.plusDays(1)) {
        if (random.nextDouble() < ordersPerDay * season(day) * level(day)) {
          lines.addAll(order(day));
        }
      }
      return lines;
    }

    private double level(LocalDate day) {
      return day.isBefore(turn) ? 1 : afterTurn;
    }

    private static double season(LocalDate day) {
      return 1 + 0.5 * StrictMath.cos(2 * Math.PI * day.getDayOfYear() / 365);
    }

    private List<SalesLine> order(LocalDate day) {
      Channel channel = random.nextDouble() < webShare ? WEB : STORE;
      String order = customer + "-" + day;
      List<SalesLine> lines = new ArrayList<>();
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        lines.add(line(channel, LineFlow.SALE, order, day));
      }
      if (random.nextInt(20) == 0) {
        lines.add(line(channel, LineFlow.RETURN, order, day));
      }
      return lines;
    }

    private SalesLine line(Channel channel, LineFlow flow, String order, LocalDate day) {
      BigDecimal amount = BigDecimal.valueOf(priceInCents / 2 + random.nextInt(priceInCents), 2);
      return new SalesLine(
          channel, flow, Optional.of(customer), order, day, 1 + random.nextInt(4), amount);
    }
  }
}
