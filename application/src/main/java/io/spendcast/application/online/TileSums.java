package io.spendcast.application.online;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds up the purchases of one customer, day and channel. */
final class TileSums {
  private BigDecimal spend = BigDecimal.ZERO;
  private BigDecimal returned = BigDecimal.ZERO;
  private BigDecimal discount = BigDecimal.ZERO;
  private long lines;
  private long units;
  private final Map<Optional<String>, Integer> orders = new HashMap<>();
  private final Map<String, BigDecimal> categories = new HashMap<>();

  /** Adds a line that counts once, is taken off (-1), or is only a return (0). */
  void add(Purchase line, int sign) {
    if (line.direction() == Purchase.Direction.RETURNED) {
      returned = returned.add(line.amount());
    }
    if (sign != 0) {
      count(line, sign);
    }
  }

  private void count(Purchase line, int sign) {
    BigDecimal amount = signed(line.amount(), sign);
    spend = spend.add(amount);
    discount = discount.add(signed(line.discount(), sign));
    lines += sign;
    units += sign * line.quantity();
    orders.merge(line.order(), sign, Integer::sum);
    line.category().ifPresent(name -> categories.merge(name, amount, BigDecimal::add));
  }

  private static BigDecimal signed(BigDecimal amount, int sign) {
    return sign > 0 ? amount : amount.negate();
  }

  DailySpend on(LocalDate day, LocalDate knownDay, Channel channel) {
    return new DailySpend(
        day, knownDay, channel, spend, returned, discount, kept(), lines, units, categories);
  }

  /** An order of which all comes back on its own day is none. */
  private long kept() {
    return orders.values().stream().filter(count -> count > 0).count();
  }
}
