package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the rows of one source table stand against the contract: rows in = rows kept + rows
 * quarantined, and the same for money.
 *
 * @param name the table's name in the source
 * @param rowsIn rows read
 * @param rowsKept rows to keep
 * @param rowsQuarantined rows to keep apart
 * @param moneyIn sum of the amounts that can be read
 * @param moneyKept the same over rows to keep
 * @param moneyQuarantined the same over rows to keep apart
 * @param rowsMoneyUnknown rows whose amount cannot be read: their money is in none of these sums
 * @param filtered what the owner's filter leaves out; it is not among the rows in
 * @param reasons rows to keep apart, by reason
 * @param warnings what is odd but kept
 */
public record TableCheck(
    String name,
    long rowsIn,
    long rowsKept,
    long rowsQuarantined,
    BigDecimal moneyIn,
    BigDecimal moneyKept,
    BigDecimal moneyQuarantined,
    long rowsMoneyUnknown,
    FilteredRows filtered,
    Map<String, Long> reasons,
    List<String> warnings) {
  /** Checks that nothing was lost. */
  public TableCheck {
    reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    warnings = List.copyOf(warnings);
    if (rowsIn != rowsKept + rowsQuarantined) {
      throw new IllegalArgumentException(
          "%s: %s rows in, but %s kept and %s quarantined"
              .formatted(name, rowsIn, rowsKept, rowsQuarantined));
    }
    Objects.requireNonNull(filtered, "filtered");
    if (rowsMoneyUnknown > rowsIn) {
      throw new IllegalArgumentException(
          "%s: %s rows in, but the money of %s unknown".formatted(name, rowsIn, rowsMoneyUnknown));
    }
    if (moneyIn.compareTo(moneyKept.add(moneyQuarantined)) != 0) {
      throw new IllegalArgumentException(
          "%s: money in %s, but %s kept and %s quarantined"
              .formatted(name, moneyIn, moneyKept, moneyQuarantined));
    }
  }
}
