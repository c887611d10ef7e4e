package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What one customer did in one channel on one day: the mergeable tile of which all features are
 * made.
 *
 * @param day the UTC day
 * @param channel the channel
 * @param spend amount bought, in the retailer's currency, exact to at most four decimals
 * @param returned amount returned on this day, same currency and precision; a return counts on the
 *     day it comes back, not on the day of its sale
 * @param orders number of distinct orders
 * @param lines number of order lines
 * @param units number of units bought
 */
public record DailySpend(
    LocalDate day,
    Channel channel,
    BigDecimal spend,
    BigDecimal returned,
    long orders,
    long lines,
    long units) {
  /** Most decimals an amount may have. */
  public static final int SCALE = 4;

  /** Checks counts and precision. */
  public DailySpend {
    Objects.requireNonNull(day, "day");
    Objects.requireNonNull(channel, "channel");
    spend = exact("spend", spend);
    returned = exact("returned", returned);
    if (orders < 0 || lines < 0 || units < 0) {
      throw new IllegalArgumentException("orders, lines and units must not be negative");
    }
  }

  private static BigDecimal exact(String name, BigDecimal amount) {
    if (amount.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException(name + " must have at most " + SCALE + " decimals");
    }
    return amount.setScale(SCALE);
  }
}
