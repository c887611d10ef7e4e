package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.sales.LineFlow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A line as it would be kept.
 *
 * @param table the name of the table it comes from
 * @param customer who bought
 * @param order the order
 * @param item what was bought; empty if nothing distinguishes the lines of an order
 * @param day the UTC day
 * @param quantity units
 * @param amount money, not negative
 * @param flow which way it moved
 */
public record PreviewLine(
    String table,
    String customer,
    String order,
    Optional<String> item,
    LocalDate day,
    long quantity,
    BigDecimal amount,
    LineFlow flow) {
  /** Checks that all is there. */
  public PreviewLine {
    Objects.requireNonNull(day, "day");
    Objects.requireNonNull(amount, "amount");
    Objects.requireNonNull(flow, "flow");
  }
}
