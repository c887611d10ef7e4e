package io.spendcast.adapters.spark.ingest.scout;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A shop whose lines are known, to be written in the forms in which people keep theirs. */
final class SmallShop {
  /** From the first day on two years. */
  private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);

  private static final int CUSTOMERS = 90;
  private static final int ORDERS = 420;

  private SmallShop() {}

  /**
   * A line of an order.
   *
   * @param customer a number from 1
   * @param order a number from 1
   * @param position of the line in its order, from 1
   * @param item a number from 1, another one for each line of the order
   * @param price of one
   */
  record Line(
      int customer,
      int order,
      int position,
      int item,
      LocalDate day,
      int quantity,
      BigDecimal price) {
    BigDecimal amount() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }

    String kunde() {
      return "K%s Müller".formatted(1000 + customer);
    }
  }

  /** The lines, by day. Some amounts are above a thousand. */
  static List<Line> lines() {
    Random random = new Random(7);
    List<Line> lines = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      LocalDate day = FIRST.plusDays(order * 729L / ORDERS);
      int customer = 1 + random.nextInt(CUSTOMERS);
      int first = random.nextInt(40);
      for (int position = 1; position <= 1 + random.nextInt(3); position++) {
        BigDecimal price =
            BigDecimal.valueOf(99 + random.nextInt(order % 20 == 0 ? 99_900 : 4_900), 2);
        lines.add(
            new Line(
                customer,
                order,
                position,
                1 + (first + position) % 40,
                day,
                1 + random.nextInt(3),
                price));
      }
    }
    return lines;
  }

  /** Every ninth line comes back in a part, ten days later. */
  static List<Line> returns() {
    return lines().stream()
        .filter(line -> (line.order() + line.position()) % 9 == 0)
        .map(
            line ->
                new Line(
                    line.customer(),
                    line.order(),
                    line.position(),
                    line.item(),
                    line.day().plusDays(10),
                    1,
                    line.price()))
        .toList();
  }
}
