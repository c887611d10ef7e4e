package io.spendcast.domain.planted;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One order of a customer.
 *
 * @param number counts the customer's orders from 0
 * @param day when it was placed
 * @param onWeb whether on the web, else in the store
 * @param lines what was bought, at least one
 */
public record PlantedOrder(int number, LocalDate day, boolean onWeb, List<PlantedLine> lines) {
  /** Copies the lines. */
  public PlantedOrder {
    lines = List.copyOf(lines);
  }

  /** Money paid for the whole order. */
  public BigDecimal value() {
    return lines.stream().map(PlantedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
