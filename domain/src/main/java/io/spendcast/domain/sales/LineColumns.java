package io.spendcast.domain.sales;

import java.util.Optional;

/**
 * Where the values of a line come from: Spark SQL expressions.
 *
 * @param customer who bought; any type that prints as the customer id
 * @param order identifies the order within the channel; empty: an order is what a customer buys in
 *     the channel on a day
 * @param item what was bought; with the order it identifies a line. Without one of them lines are
 *     not distinguished, and every one counts
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
    Optional<String> order,
    Optional<String> item,
    String day,
    String quantity,
    String amount,
    Optional<String> category,
    Optional<String> discount,
    Optional<String> knownAt) {
  /** Checks that corrections can find what they correct. */
  public LineColumns {
    if (knownAt.isPresent() && (order.isEmpty() || item.isEmpty())) {
      throw new IllegalArgumentException(
          "known-at wants order and item, by which a row replaces an earlier one");
    }
  }

  /** Columns of lines that order and item tell apart. */
  public LineColumns(
      String customer,
      String order,
      String item,
      String day,
      String quantity,
      String amount,
      Optional<String> category,
      Optional<String> discount,
      Optional<String> knownAt) {
    this(
        customer,
        Optional.of(order),
        Optional.of(item),
        day,
        quantity,
        amount,
        category,
        discount,
        knownAt);
  }

  /** Whether order and item identify a line of the channel. */
  public boolean areIdentified() {
    return order.isPresent() && item.isPresent();
  }

  /** The same, except when a row became available. */
  LineColumns knownAt(String expression) {
    return new LineColumns(
        customer, order, item, day, quantity, amount, category, discount, Optional.of(expression));
  }
}
