package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.OwnTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    return lines
        .withColumn(Line.RULE, first(findings, finding -> lit(finding.rule().name())))
        .withColumn(Line.REASON, first(findings, Finding::text))
        .withColumn(Line.WARNED, warned(findings));
  }

  private interface Said {
    Column by(Finding finding);
  }

  private Column first(List<Finding> findings, Said said) {
    // What refuses the source must not hide behind what only sets a line apart.
    return coalesce(
        findings.stream()
            .sorted(Comparator.comparing(finding -> rules.action(finding.rule())))
            .filter(finding -> rules.action(finding.rule()) != Action.WARN)
            .map(finding -> when(finding.broken(), said.by(finding)))
            .toArray(Column[]::new));
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
    for (String name : List.of(Line.CUSTOMER, Line.ORDER, Line.ITEM)) {
      findings.add(
          of(
              Rule.MISSING,
              col(name).isNull().or(trim(col(name)).equalTo("")),
              name.replace("_id", "") + " is missing"));
    }
    findings.add(
        new Finding(
            Rule.UNMATCHED,
            col(Line.UNMATCHED).isNotNull(),
            concat(col(Line.UNMATCHED), lit(" has no row for it"))));
    findings.add(of(Rule.MISSING, col(Line.DAY).isNull(), "date is missing or unreadable"));
    findings.add(
        of(Rule.MISSING, col(Line.QUANTITY).isNull(), "quantity is missing or not a whole number"));
    findings.add(of(Rule.MISSING, col(Line.AMOUNT).isNull(), "amount is missing or unreadable"));
    if (table.columns().knownAt().isPresent()) {
      findings.add(
          of(Rule.MISSING, col(Line.KNOWN_AT).isNull(), "known-at is missing or unreadable"));
    }
    findings.add(of(Rule.NEGATIVE, col(Line.AMOUNT).lt(0), "amount is below 0"));
    findings.add(of(Rule.NEGATIVE, col(Line.QUANTITY).lt(0), "quantity is below 0"));
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
            concat(lit("unreadable record: "), col(Line.FAULT))));
    for (String name : List.of(Line.CUSTOMER, Line.ORDER, Line.ITEM)) {
      findings.add(
          of(
              Rule.MISSING,
              col(name).contains("\uFFFD"),
              name.replace("_id", "") + " has U+FFFD, which replaces a character that was lost"));
    }
    return findings;
  }

  private List<Finding> plausible() {
    return List.of(
        of(
            Rule.EARLY,
            col(Line.DAY).lt(lit(rules.earliest())),
            "date is before " + rules.earliest()),
        of(Rule.FUTURE, col(Line.DAY).gt(lit(today)), "date is in the future"),
        of(
            Rule.FUTURE,
            col(Line.KNOWN_AT).cast("date").gt(lit(today)),
            "known-at is in the future"),
        of(
            Rule.ABSURD,
            col(Line.AMOUNT).gt(lit(rules.mostAmount())),
            "amount is above " + rules.mostAmount().toPlainString()),
        of(
            Rule.ABSURD,
            col(Line.QUANTITY).gt(lit(rules.mostQuantity())),
            "quantity is above " + rules.mostQuantity()));
  }

  private List<Finding> currency() {
    if (table.currencyColumn().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(of(Rule.MISSING, col(Line.CURRENCY).isNull(), "currency is missing"));
    table
        .currency()
        .ifPresent(
            told ->
                findings.add(
                    of(
                        Rule.CURRENCY,
                        col(Line.CURRENCY).notEqual(told),
                        "currency is not " + told)));
    return findings;
  }

  private static Finding of(Rule rule, Column broken, String text) {
    return new Finding(rule, broken, lit(text));
  }

  private record Finding(Rule rule, Column broken, Column text) {}
}
