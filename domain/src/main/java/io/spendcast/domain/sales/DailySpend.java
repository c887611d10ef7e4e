package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What one customer did in one channel on one day, as far as it became known on one day: the
 * mergeable tile of which all features are made. Tiles merge by addition. A correction that became
 * known later is a tile of its own that holds the difference, so amounts and counts may be
 * negative.
 *
 * @param day the UTC day
 * @param knownDay the UTC day on which it became known, not before {@code day}
 * @param channel the channel
 * @param spend amount bought, in the retailer's currency, exact to at most four decimals
 * @param returned amount returned on this day, same currency and precision; a return counts on the
 *     day it comes back, not on the day of its sale
 * @param discount amount taken off the list price, same currency and precision
 * @param orders number of distinct orders
 * @param lines number of order lines
 * @param units number of units bought
 * @param categories the part of {@code spend} whose item category is known, by category
 */
public record DailySpend(
    LocalDate day,
    LocalDate knownDay,
    Channel channel,
    BigDecimal spend,
    BigDecimal returned,
    BigDecimal discount,
    long orders,
    long lines,
    long units,
    Map<String, BigDecimal> categories) {
  /** Most decimals an amount may have. */
  public static final int SCALE = 4;

  /** Checks order of the days and precision. */
  public DailySpend {
    Objects.requireNonNull(channel, "channel");
    if (knownDay.isBefore(day)) {
      throw new IllegalArgumentException("known day " + knownDay + " is before the day " + day);
    }
    spend = exact("spend", spend);
    returned = exact("returned", returned);
    discount = exact("discount", discount);
    categories = exact(categories);
  }

  /** A tile that was known on its day, without discount and categories. */
  public static DailySpend of(
      LocalDate day,
      Channel channel,
      BigDecimal spend,
      BigDecimal returned,
      long orders,
      long lines,
      long units) {
    return new DailySpend(
        day, day, channel, spend, returned, BigDecimal.ZERO, orders, lines, units, Map.of());
  }

  private static Map<String, BigDecimal> exact(Map<String, BigDecimal> categories) {
    return categories.values().stream().allMatch(part -> part.scale() == SCALE)
        ? Map.copyOf(categories)
        : categories.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, part -> exact("categories", part.getValue())));
  }

  private static BigDecimal exact(String name, BigDecimal amount) {
    if (amount.scale() > SCALE && amount.stripTrailingZeros().scale() > SCALE) {
      throw new IllegalArgumentException(name + " must have at most " + SCALE + " decimals");
    }
    return amount.setScale(SCALE);
  }
}
