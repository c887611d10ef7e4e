package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Rows of a table that its owner's filter leaves out: they are neither kept nor in quarantine.
 *
 * @param rows how many
 * @param money sum of their amounts, as far as they can be read
 * @param rowsMoneyUnknown those of them whose amount cannot be read
 * @param rowsUndecided those of them for which the filter is neither true nor false, since a value
 *     that it asks for is missing
 */
public record FilteredRows(long rows, BigDecimal money, long rowsMoneyUnknown, long rowsUndecided) {
  /** Nothing is left out. */
  public static final FilteredRows NONE = new FilteredRows(0, BigDecimal.ZERO, 0, 0);

  /** Checks that the parts are parts. */
  public FilteredRows {
    Objects.requireNonNull(money, "money");
    if (rowsMoneyUnknown > rows || rowsUndecided > rows) {
      throw new IllegalArgumentException(
          "%s rows filtered, but the money of %s unknown and %s undecided"
              .formatted(rows, rowsMoneyUnknown, rowsUndecided));
    }
  }
}
