package io.spendcast.bootstrap.text;

import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;

/** How a source stands against its contract. */
public final class SourceText {
  private SourceText() {}

  /** A table of the counts, and below it what is wrong or odd. */
  public static String of(SourceCheck check) {
    TextTable counts =
        new TextTable(
            "Table", "rows in", "kept", "quarantined", "money in", "money kept", "money unknown");
    StringBuilder notes = new StringBuilder();
    for (TableCheck table : check.tables()) {
      counts.add(
          table.name(),
          Figures.count(table.rowsIn()),
          Figures.count(table.rowsKept()),
          Figures.count(table.rowsQuarantined()),
          Figures.money(table.moneyIn()),
          Figures.money(table.moneyKept()),
          Figures.rows(table.rowsMoneyUnknown()));
      FilteredText.of(table.name(), table.filtered())
          .ifPresent(text -> notes.append("%s%n".formatted(text)));
      table
          .reasons()
          .forEach(
              (reason, rows) ->
                  notes.append(
                      "%s: %s rows quarantined, %s%n"
                          .formatted(table.name(), Figures.count(rows), reason)));
    }
    check.warnings().forEach(warning -> notes.append("warning: %s%n".formatted(warning)));
    check.refusals().forEach(reason -> notes.append("refused: %s%n".formatted(reason)));
    check.salesDays().ifPresent(days -> notes.append("sales days %s%n".formatted(days)));
    return "Check of the source%n%s%s".formatted(counts, notes);
  }
}
