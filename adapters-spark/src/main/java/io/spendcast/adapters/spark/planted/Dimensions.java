package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.planted.Draws;
import io.spendcast.domain.planted.Draws.Subject;
import io.spendcast.domain.planted.PlantedWorld;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.JulianFields;
import java.util.List;
import java.util.Locale;

/** Rows of the tables that say what days, items and customers are. */
final class Dimensions {
  private static final List<String> CATEGORIES =
      List.of(
          "Books",
          "Children",
          "Electronics",
          "Home",
          "Jewelry",
          "Men",
          "Music",
          "Shoes",
          "Sports",
          "Women");

  private static final List<String> COUNTRIES =
      List.of("CANADA", "FRANCE", "GERMANY", "JAPAN", "UNITED STATES");

  private static final int CLASSES = 5;
  private static final int BRANDS = 50;

  private Dimensions() {}

  /** The years of the world, and one on either side. */
  static DateWindow days(PlantedWorld world) {
    return new DateWindow(world.days().from().minusYears(1), world.days().until().plusYears(1));
  }

  /** The Julian day number, as in TPC-DS. */
  static long key(LocalDate day) {
    return day.getLong(JulianFields.JULIAN_DAY);
  }

  static List<Object[]> day(PlantedWorld world, long number) {
    LocalDate day = days(world).from().plusDays(number - 1);
    return one(
        key(day),
        day,
        (long) day.getYear(),
        (long) day.getMonthValue(),
        (long) day.getDayOfMonth());
  }

  static List<Object[]> item(long number) {
    String category = CATEGORIES.get((int) (number % CATEGORIES.size()));
    // Prices are only shown: what an order is worth does not depend on its items.
    BigDecimal price = BigDecimal.valueOf(99 + 37 * number % 9_900, 2);
    return one(
        number,
        String.format(Locale.ROOT, "PLANTED%09d", number),
        category,
        category.toLowerCase(Locale.ROOT) + " " + number / 10 % CLASSES,
        "brand #" + number % BRANDS,
        price);
  }

  static List<Object[]> customer(long seed, long number) {
    Draws draws = Draws.of(seed, number, Subject.ATTRIBUTES, 0);
    return one(
        number,
        String.format(Locale.ROOT, "PLANTED%09d", number),
        (long) draws.between(1924, 1992),
        COUNTRIES.get(draws.between(0, COUNTRIES.size() - 1)),
        draws.happens(0.5) ? "Y" : "N");
  }

  private static List<Object[]> one(Object... row) {
    return List.<Object[]>of(row);
  }
}
