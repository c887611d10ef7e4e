package io.spendcast.domain.sales;

import io.spendcast.domain.DateWindow;
import java.util.List;

/**
 * What an ingest read and wrote.
 *
 * @param source the source, such as {@code tpcds scale 0.1}
 * @param tables one entry per source table, in the order they were read
 * @param salesDays from the first day with a kept sale until the day after the last
 * @param warnings what is odd about the rows kept
 */
public record IngestReport(
    String source, List<TableIngest> tables, DateWindow salesDays, List<String> warnings) {
  /** Copies the lists. */
  public IngestReport {
    tables = List.copyOf(tables);
    warnings = List.copyOf(warnings);
  }

  /** A report without warnings. */
  public IngestReport(String source, List<TableIngest> tables, DateWindow salesDays) {
    this(source, tables, salesDays, List.of());
  }

  /** Rows read over all tables. */
  public long rowsIn() {
    return tables.stream().mapToLong(TableIngest::rowsIn).sum();
  }

  /** Rows kept over all tables. */
  public long rowsKept() {
    return tables.stream().mapToLong(TableIngest::rowsKept).sum();
  }

  /** Rows over all tables whose amount cannot be read. */
  public long rowsMoneyUnknown() {
    return tables.stream().mapToLong(TableIngest::rowsMoneyUnknown).sum();
  }

  /** Rows quarantined over all tables. */
  public long rowsQuarantined() {
    return tables.stream().mapToLong(TableIngest::rowsQuarantined).sum();
  }
}
