package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.OwnTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds each line of a table against the rules that need no other line. */
final class LineRules {
  private final OwnTable table;
  private final ContractRules rules;
  private final LocalDate today;

  LineRules(OwnTable table, ContractRules rules, LocalDate today) {
    this.table = table;
    this.rules = rules;
    this.today = today;
  }

  /** The lines with the first rule that each breaks, and with what is odd but bearable. */
  Dataset<Row> judge(Dataset<Row> lines) {
    List<Finding> findings = findings();
    return lines.withColumns(
        Map.of(
            Line.RULE, first(findings, finding -> lit(finding.rule().name())),
            Line.REASON, first(findings, Finding::text),
            Line.CONTESTED, first(findings, Finding::contested),
            Line.SHOWN, first(findings, Finding::shown),
            Line.WARNED, warned(findings)));
  }

  private interface Said {
    Column by(Finding finding);
  }

  private Column first(List<Finding> findings, Said said) {
    // What refuses the source must not hide behind what only sets a line apart.
    List<Finding> ordered =
        findings.stream()
            .filter(finding -> rules.action(finding.rule()) != Action.WARN)
            .sorted(Comparator.comparing(finding -> rules.action(finding.rule())))
            .toList();
    Column chosen = when(ordered.get(0).broken(), said.by(ordered.get(0)));
    for (Finding finding : ordered.subList(1, ordered.size())) {
      chosen = chosen.when(finding.broken(), said.by(finding));
    }
    return chosen;
  }

  private Column warned(List<Finding> findings) {
    Column[] warnings =
        Stream.concat(
                Stream.of(lit(null).cast("string")),
                findings.stream()
                    .filter(finding -> rules.action(finding.rule()) == Action.WARN)
                    .map(finding -> when(finding.broken(), finding.text())))
            .toArray(Column[]::new);
    return array_compact(array(warnings));
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(unread());
    findings.add(inexact());
    for (String name : Line.ids(table.columns())) {
      String id = name.replace("_id", "");
      findings.addAll(missing(name, id, lit(id + " is unreadable")));
    }
    findings.add(unmatched());
    findings.addAll(missing(Line.DAY, "date", new UnreadableDays(table).reason()));
    findings.addAll(missing(Line.QUANTITY, "quantity", lit("quantity is not a whole number")));
    findings.addAll(missing(Line.AMOUNT, "amount", lit("amount is unreadable")));
    if (table.columns().knownAt().isPresent()) {
      findings.addAll(missing(Line.KNOWN_AT, "known-at", lit("known-at is unreadable")));
    }
    findings.add(of(Rule.NEGATIVE, col(Line.AMOUNT).lt(0), "amount is below 0", Line.AMOUNT));
    findings.add(of(Rule.NEGATIVE, col(Line.QUANTITY).lt(0), "quantity is below 0", Line.QUANTITY));
    findings.addAll(plausible());
    findings.addAll(currency());
    return findings;
  }

  /** Where a character was replaced, different ids may have become one. */
  private static List<Finding> unread() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            Rule.MISSING,
            col(Line.FAULT).isNotNull(),
            concat(lit("unreadable record: "), col(Line.FAULT)),
            to_json(col(Line.ROW))));
    for (String name : List.of(Line.CUSTOMER, Line.ORDER, Line.ITEM)) {
      findings.add(
          of(
              Rule.MISSING,
              col(name).contains("\uFFFD"),
              name.replace("_id", "") + " has U+FFFD, which replaces a character that was lost",
              name));
    }
    return findings;
  }

  private static Finding inexact() {
    return new Finding(
        Rule.INEXACT,
        col(Line.INEXACT).isNotNull(),
        concat(
            col(Line.INEXACT),
            lit(" is a floating-point number that is no whole number or too large to be exact")),
        coalesce(
            col(Line.raw(Line.CUSTOMER)), col(Line.raw(Line.ORDER)), col(Line.raw(Line.ITEM))));
  }

  private static Finding unmatched() {
    return new Finding(
        Rule.UNMATCHED,
        col(Line.UNMATCHED).isNotNull(),
        concat(col(Line.UNMATCHED), lit(" has no row for it")),
        lit(null).cast("string"),
        not(col(Line.UNKEYED)));
  }

  /** A value that is not in the source is another matter than one that nobody can read. */
  private static List<Finding> missing(String name, String label, Column unreadable) {
    Column raw = col(Line.raw(name));
    Column isNone = col(name).isNull();
    return List.of(
        new Finding(
            Rule.MISSING,
            isNone.and(raw.isNull()),
            lit(label + " is missing"),
            lit(null).cast("string"),
            lit(false)),
        new Finding(Rule.MISSING, isNone, unreadable, raw));
  }

  private List<Finding> plausible() {
    return List.of(
        of(
            Rule.EARLY,
            col(Line.DAY).lt(lit(rules.earliest())),
            "date is before " + rules.earliest(),
            Line.DAY),
        of(Rule.FUTURE, col(Line.DAY).gt(lit(today)), "date is in the future", Line.DAY),
        of(
            Rule.FUTURE,
            col(Line.KNOWN_AT).cast("date").gt(lit(today)),
            "known-at is in the future",
            Line.KNOWN_AT),
        of(
            Rule.ABSURD,
            col(Line.AMOUNT).gt(lit(rules.mostAmount())),
            "amount is above " + rules.mostAmount().toPlainString(),
            Line.AMOUNT),
        of(
            Rule.ABSURD,
            col(Line.QUANTITY).gt(lit(rules.mostQuantity())),
            "quantity is above " + rules.mostQuantity(),
            Line.QUANTITY));
  }

  private List<Finding> currency() {
    if (table.currencyColumn().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding(
            Rule.MISSING,
            col(Line.CURRENCY).isNull(),
            lit("currency is missing"),
            lit(null).cast("string"),
            lit(false)));
    table
        .currency()
        .ifPresent(
            named ->
                findings.add(
                    of(
                        Rule.CURRENCY,
                        col(Line.CURRENCY).notEqual(named),
                        "currency is not " + named,
                        Line.CURRENCY)));
    return findings;
  }

  private static Finding of(Rule rule, Column broken, String text, String shown) {
    return new Finding(rule, broken, lit(text), col(shown).cast("string"));
  }

  /**
   * What a line may break.
   *
   * @param text says it
   * @param shown the value that breaks it
   * @param contested whether there is such a value
   */
  private record Finding(Rule rule, Column broken, Column text, Column shown, Column contested) {
    Finding(Rule rule, Column broken, Column text, Column shown) {
      this(rule, broken, text, shown, lit(true));
    }
  }
}
