package io.spendcast.application.online;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A line that a customer bought, or brought back.
 *
 * @param day the UTC day of the sale or of the return
 * @param knownDay the UTC day on which it became known, not before {@code day}
 * @param channel where
 * @param direction which way the goods went
 * @param amount money of the line, not negative, exact to at most four decimals
 * @param discount money taken off the list price, likewise
 * @param quantity units of the line, not negative
 * @param order identifies the order; without one, all of a day in a channel is one order
 * @param category of the item
 */
public record Purchase(
    LocalDate day,
    LocalDate knownDay,
    Channel channel,
    Direction direction,
    BigDecimal amount,
    BigDecimal discount,
    long quantity,
    Optional<String> order,
    Optional<String> category) {
  private static final int WHOLE_DIGITS = 14;

  /** Checks days and amounts. */
  public Purchase {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(category, "category");
    if (knownDay.isBefore(day)) {
      throw new IllegalArgumentException("known day " + knownDay + " is before the day " + day);
    }
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity must not be negative, not " + quantity);
    }
    if (!isMoney(amount) || !isMoney(discount)) {
      throw new IllegalArgumentException(
          "amount and discount must be money, not %s and %s".formatted(amount, discount));
    }
  }

  /** One unit, known on the day it was bought; all of that day in the channel is one order. */
  public static Purchase of(LocalDate day, Channel channel, BigDecimal amount) {
    return new Purchase(
        day,
        day,
        channel,
        Direction.BOUGHT,
        amount,
        BigDecimal.ZERO,
        1,
        Optional.empty(),
        Optional.empty());
  }

  /** Which way goods went. */
  public enum Direction {
    /** To the customer. */
    BOUGHT,
    /** Back. */
    RETURNED
  }

  /** Whether an amount is not negative, and exact as daily spend has it. */
  public static boolean isMoney(BigDecimal amount) {
    return amount.signum() >= 0
        && amount.precision() - amount.scale() <= WHOLE_DIGITS
        && amount.stripTrailingZeros().scale() <= DailySpend.SCALE;
  }
}
