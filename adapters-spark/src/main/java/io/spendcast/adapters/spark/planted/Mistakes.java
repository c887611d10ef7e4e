package io.spendcast.adapters.spark.planted;

import io.spendcast.domain.planted.Draws;
import io.spendcast.domain.planted.Draws.Subject;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes wrong with the records of an order. Rows get one more column: when they became known,
 * empty if on their day.
 *
 * <p>Wrong lines are added to the right ones, so that quarantine takes no money that was spent;
 * only a missing value can. Corrections change an amount by a factor with mean 1. What becomes
 * known after the last day is not in the data.
 */
final class Mistakes {
  private static final double LATE = 0.01;
  private static final int MOST_DAYS_LATE = 30;
  private static final double CORRECTED = 0.03;
  private static final int MOST_DAYS_TO_CORRECTION = 60;
  private static final double MISSING = 0.02;
  private static final double TWICE = 0.01;
  private static final double ABSURD = 0.005;
  private static final int ABSURD_UNITS = 2_000_000;
  private static final BigDecimal ABSURD_AMOUNT = new BigDecimal("99999.99");

  private static final int ITEM = 1;
  private static final int DAY = 2;
  private static final int CUSTOMER = 3;
  private static final int QUANTITY = 4;
  private static final int PRICE = 5;
  private static final int AMOUNT = 6;
  private static final int PAID = 8;
  private static final int KNOWN_AT = 9;
  private static final int[] NULLABLE = {DAY, CUSTOMER, QUANTITY, AMOUNT};

  private final PlantedWorld world;

  Mistakes(PlantedWorld world) {
    this.world = world;
  }

  List<Object[]> in(List<Object[]> lines, PlantedCustomer customer, PlantedOrder order) {
    Draws draws = Draws.of(world.seed(), customer.number(), Subject.RECORDS, order.number());
    List<Object[]> rows = new ArrayList<>();
    for (Object[] line : lines) {
      add(rows, Arrays.copyOf(line, line.length + 1), order.day(), draws);
    }
    if (draws.happens(ABSURD)) {
      rows.add(absurd(rows.isEmpty() ? lines.get(0) : rows.get(0), lines, draws));
    }
    return rows;
  }

  private void add(List<Object[]> rows, Object[] right, LocalDate day, Draws draws) {
    LocalDate known = draws.happens(LATE) ? day.plusDays(draws.between(1, MOST_DAYS_LATE)) : day;
    if (known.isAfter(day)) {
      right[KNOWN_AT] = timeOn(known, draws);
    }
    boolean twice = draws.happens(TWICE);
    boolean missing = draws.happens(MISSING);
    boolean corrected = draws.happens(CORRECTED);
    Object[] row =
        missing ? without(right, NULLABLE[draws.between(0, NULLABLE.length - 1)]) : right;
    addIfKnown(rows, row, known);
    if (twice) {
      addIfKnown(rows, row.clone(), known);
    }
    if (corrected) {
      LocalDate later = known.plusDays(draws.between(1, MOST_DAYS_TO_CORRECTION));
      addIfKnown(rows, corrected(right, later, draws), later);
    }
  }

  private void addIfKnown(List<Object[]> rows, Object[] row, LocalDate known) {
    if (known.isBefore(world.days().until())) {
      rows.add(row);
    }
  }

  private static Object[] without(Object[] right, int column) {
    Object[] row = right.clone();
    row[column] = null;
    return row;
  }

  private static Object[] corrected(Object[] right, LocalDate known, Draws draws) {
    Object[] row = right.clone();
    BigDecimal factor = BigDecimal.valueOf(0.5 + draws.uniform());
    BigDecimal amount =
        ((BigDecimal) right[AMOUNT]).multiply(factor).setScale(2, RoundingMode.HALF_UP);
    row[AMOUNT] = amount;
    row[PAID] = amount;
    row[PRICE] =
        amount.divide(BigDecimal.valueOf((Integer) row[QUANTITY]), 2, RoundingMode.HALF_UP);
    row[KNOWN_AT] = timeOn(known, draws);
    return row;
  }

  /** Often the first or the last instant of the day, where comparing carelessly goes wrong. */
  private static Instant timeOn(LocalDate day, Draws draws) {
    LocalTime time =
        switch (draws.between(0, 3)) {
          case 0 -> LocalTime.MIDNIGHT;
          case 1 -> LocalTime.of(23, 59, 59, 999_999_000);
          default -> LocalTime.ofSecondOfDay(draws.between(1, 86_398));
        };
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  private Object[] absurd(Object[] like, List<Object[]> lines, Draws draws) {
    Object[] row = Arrays.copyOf(like, KNOWN_AT + 1);
    row[ITEM] = anotherItem(lines);
    row[QUANTITY] = 1;
    row[AMOUNT] = BigDecimal.TEN.setScale(2);
    row[KNOWN_AT] = null;
    switch (draws.between(0, 5)) {
      case 0 -> row[AMOUNT] = new BigDecimal("-10.00");
      case 1 -> row[AMOUNT] = ABSURD_AMOUNT;
      case 2 -> row[QUANTITY] = 0;
      case 3 -> row[QUANTITY] = ABSURD_UNITS;
      case 4 -> row[CUSTOMER] = world.customers() + 1;
      default -> row[ITEM] = PlantedSales.ITEMS + 1L;
    }
    return row;
  }

  private static long anotherItem(List<Object[]> lines) {
    long item = 1;
    while (has(lines, item)) {
      item++;
    }
    return item;
  }

  private static boolean has(List<Object[]> lines, long item) {
    return lines.stream().anyMatch(line -> line[ITEM].equals(item));
  }
}
