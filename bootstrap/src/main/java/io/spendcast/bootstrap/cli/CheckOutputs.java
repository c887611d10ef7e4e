package io.spendcast.bootstrap.cli;

import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.util.Map;

/** How a source stands against its contract, as fields of the JSON answer. */
final class CheckOutputs {
  private CheckOutputs() {}

  static Map<String, Object> fields(SourceCheck check) {
    Map<String, Object> fields =
        Answer.outputs(
            "tables", check.tables().stream().map(CheckOutputs::table).toList(),
            "refusals", check.refusals());
    check.salesDays().ifPresent(days -> fields.put("sales_days", days.toString()));
    return fields;
  }

  private static Map<String, Object> table(TableCheck table) {
    return Answer.outputs(
        "name", table.name(),
        "rows_in", table.rowsIn(),
        "rows_kept", table.rowsKept(),
        "rows_quarantined", table.rowsQuarantined(),
        "money_in", table.moneyIn(),
        "money_kept", table.moneyKept(),
        "money_quarantined", table.moneyQuarantined(),
        "reasons", table.reasons(),
        "warnings", table.warnings());
  }
}
