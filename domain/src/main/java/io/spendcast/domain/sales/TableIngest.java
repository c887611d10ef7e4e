package io.spendcast.domain.sales;

import io.spendcast.domain.TableVersion;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of one source table: rows in = rows kept + rows quarantined, and the same for money.
 *
 * @param table the cleaned table
 * @param quarantine the rows that broke the contract, with reasons; empty if none did
 * @param rowsIn rows read
 * @param rowsKept rows written to the cleaned table
 * @param rowsQuarantined rows written to quarantine
 * @param rowsRepaired rows among the kept whose missing value was filled from sibling rows
 * @param moneyIn sum of the amounts that can be read over rows read, 0 if the table has none
 * @param moneyKept the same over rows kept
 * @param moneyQuarantined the same over rows in quarantine
 * @param rowsMoneyUnknown rows whose amount cannot be read: their money is in none of these sums
 * @param filtered what the owner's filter leaves out; it is not among the rows in
 * @param reasons quarantined rows by reason
 */
public record TableIngest(
    TableVersion table,
    Optional<TableVersion> quarantine,
    long rowsIn,
    long rowsKept,
    long rowsQuarantined,
    long rowsRepaired,
    BigDecimal moneyIn,
    BigDecimal moneyKept,
    BigDecimal moneyQuarantined,
    long rowsMoneyUnknown,
    FilteredRows filtered,
    Map<String, Long> reasons) {
  /** Checks that nothing was lost. */
  public TableIngest {
    reasons = Map.copyOf(new TreeMap<>(reasons));
    Objects.requireNonNull(filtered, "filtered");
    if (rowsIn != rowsKept + rowsQuarantined) {
      throw new IllegalArgumentException(
          "%s: %s rows in, but %s kept and %s quarantined"
              .formatted(table, rowsIn, rowsKept, rowsQuarantined));
    }
    if (rowsMoneyUnknown > rowsIn) {
      throw new IllegalArgumentException(
          "%s: %s rows in, but the money of %s unknown".formatted(table, rowsIn, rowsMoneyUnknown));
    }
    if (moneyIn.compareTo(moneyKept.add(moneyQuarantined)) != 0) {
      throw new IllegalArgumentException(
          "%s: money in %s, but %s kept and %s quarantined"
              .formatted(table, moneyIn, moneyKept, moneyQuarantined));
    }
  }

  /** A table of which every amount is known and every row is read. */
  public TableIngest(
      TableVersion table,
      Optional<TableVersion> quarantine,
      long rowsIn,
      long rowsKept,
      long rowsQuarantined,
      long rowsRepaired,
      BigDecimal moneyIn,
      BigDecimal moneyKept,
      BigDecimal moneyQuarantined,
      Map<String, Long> reasons) {
    this(
        table,
        quarantine,
        rowsIn,
        rowsKept,
        rowsQuarantined,
        rowsRepaired,
        moneyIn,
        moneyKept,
        moneyQuarantined,
        0,
        FilteredRows.NONE,
        reasons);
  }
}
