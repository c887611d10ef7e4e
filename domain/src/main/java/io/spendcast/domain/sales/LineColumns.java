package io.spendcast.domain.sales;

import java.util.Optional;

/**
 * Where the values of a line come from: Spark SQL expressions.
 *
 * @param customer who bought; any type that prints as the customer id
 * @param order identifies the order within the channel
 * @param item what was bought; with the order it identifies a line
 * @param day the UTC day of the sale or of the return
 * @param quantity units of the line
 * @param amount money of the line in the retailer's currency, not negative
 * @param category the item's category, for the product mix
 * @param discount money taken off the list price of the line, in the retailer's currency
 * @param knownAt the UTC day or time at which the row became available. Of rows with the same order
 *     and item the later known one replaces the earlier, from then on. Empty: a line is known on
 *     its day
 */
public record LineColumns(
    String customer,
    String order,
    String item,
    String day,
    String quantity,
    String amount,
    Optional<String> category,
    Optional<String> discount,
    Optional<String> knownAt) {
  /** The same, but for when a row became available. */
  LineColumns knownAt(String expression) {
    return new LineColumns(
        customer, order, item, day, quantity, amount, category, discount, Optional.of(expression));
  }
}
