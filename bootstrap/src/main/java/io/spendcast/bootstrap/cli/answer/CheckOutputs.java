package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.sales.FilteredRows;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.util.Map;

/** How a source stands against its contract, as fields of the JSON answer. */
public final class CheckOutputs {
  private CheckOutputs() {}

  public static Map<String, Object> fields(SourceCheck check) {
    Map<String, Object> fields =
        Answer.outputs(
            "tables", check.tables().stream().map(CheckOutputs::table).toList(),
            "refusals", check.refusals(),
            "remarks", check.remarks());
    check.salesDays().ifPresent(days -> fields.put("sales_days", days.toString()));
    return fields;
  }

  private static Map<String, Object> table(TableCheck table) {
    Map<String, Object> fields =
        Answer.outputs(
            "name", table.name(),
            "rows_in", table.rowsIn(),
            "rows_kept", table.rowsKept(),
            "rows_quarantined", table.rowsQuarantined(),
            "money_in", table.moneyIn(),
            "money_kept", table.moneyKept(),
            "money_quarantined", table.moneyQuarantined());
    fields.putAll(unknown(table.rowsMoneyUnknown(), table.filtered()));
    fields.put("reasons", table.reasons());
    fields.put("warnings", table.warnings());
    return fields;
  }

  /**
   * What is in none of a table's sums: money that nobody can read, and what a filter leaves out.
   */
  static Map<String, Object> unknown(long rowsMoneyUnknown, FilteredRows filtered) {
    return Answer.outputs(
        "rows_money_unknown", rowsMoneyUnknown,
        "rows_filtered", filtered.rows(),
        "money_filtered", filtered.money(),
        "rows_filtered_money_unknown", filtered.rowsMoneyUnknown(),
        "rows_filtered_undecided", filtered.rowsUndecided());
  }
}
