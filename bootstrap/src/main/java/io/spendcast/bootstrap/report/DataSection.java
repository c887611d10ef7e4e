package io.spendcast.bootstrap.report;

import io.spendcast.bootstrap.text.FilteredText;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.workflow.RunManifest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What was read, what was kept, and what is in quarantine, in rows and money. */
final class DataSection {
  private DataSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("data", "The sales behind it");
    return manifest
        .ingest()
        .map(report -> of(section, report))
        .orElseGet(() -> section.say("No sales were ingested in this run."));
  }

  private static Section of(Section section, IngestReport report) {
    Section said =
        section
            .say(
                "From %s, with sales from %s. Rows in are rows kept and rows in quarantine, and so is the money, as far as it can be read."
                    .formatted(report.source(), ForecastFacts.window(report.salesDays())))
            .show(tables(report));
    Table reasons = reasons(report.tables());
    Section shown =
        reasons.rows().isEmpty() ? said.say("Nothing is in quarantine.") : said.show(reasons);
    for (TableIngest one : report.tables()) {
      Optional<String> filtered = FilteredText.of(one.table().table().value(), one.filtered());
      shown = filtered.isPresent() ? shown.say(filtered.get() + ".") : shown;
    }
    for (String warning : report.warnings()) {
      shown = shown.say("Warning: " + warning);
    }
    return shown;
  }

  private static Table tables(IngestReport report) {
    Table table =
        Table.of(
            "Tables read",
            "Table",
            "rows in",
            "kept",
            "in quarantine",
            "repaired",
            "money in",
            "kept",
            "in quarantine",
            "unknown, rows");
    for (TableIngest one : report.tables()) {
      table.add(
          one.table().table().value(),
          Numbers.count(one.rowsIn()),
          Numbers.count(one.rowsKept()),
          Numbers.count(one.rowsQuarantined()),
          Numbers.count(one.rowsRepaired()),
          money(one.moneyIn()),
          money(one.moneyKept()),
          money(one.moneyQuarantined()),
          Numbers.count(one.rowsMoneyUnknown()));
    }
    return table.add(
        "total",
        new String[] {
          "All tables",
          Numbers.count(report.rowsIn()),
          Numbers.count(report.rowsKept()),
          Numbers.count(report.rowsQuarantined()),
          Numbers.count(report.tables().stream().mapToLong(TableIngest::rowsRepaired).sum()),
          Numbers.UNKNOWN,
          Numbers.UNKNOWN,
          Numbers.UNKNOWN,
          Numbers.count(report.rowsMoneyUnknown())
        });
  }

  private static String money(BigDecimal amount) {
    return amount.signum() == 0 ? Numbers.UNKNOWN : Numbers.money(amount);
  }

  private static Table reasons(List<TableIngest> tables) {
    Table table = Table.of("Why rows are in quarantine", "Table", "reason:", "rows");
    for (TableIngest one : tables) {
      new TreeMap<>(one.reasons())
          .forEach(
              (reason, rows) ->
                  table.add(one.table().table().value(), reason, Numbers.count(rows)));
    }
    return table;
  }
}
