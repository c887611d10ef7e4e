package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.tables.described.Described;
import io.spendcast.adapters.spark.ingest.tables.described.Described.Lines;
import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.ingest.tables.described.RelationReader;
import io.spendcast.adapters.spark.ingest.tables.value.Ids;
import io.spendcast.adapters.spark.ingest.tables.value.OwnersSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lines of all tables of an owner, judged and counted. */
final class OwnLines {
  /** What is counted of lines that the owner's filter leaves out. */
  private static final Set<String> COUNTED =
      Set.of(Line.TABLE, Line.CHANNEL, Line.MONEY, Line.FILTERED);

  private static final String LEFT_OUT = "left out by the filter";

  private final List<OwnTable> tables;
  private final ContractRules rules;
  private final Dataset<Row> lines;
  private final Dataset<Row> judged;
  private final Tally tally;
  private final List<String> repeats;
  private final Map<String, List<String>> warnings;

  private OwnLines(
      List<OwnTable> tables,
      ContractRules rules,
      Lines lines,
      List<String> repeats,
      Map<String, List<String>> warnings,
      Culprit culprit) {
    this.tables = tables;
    this.rules = rules;
    this.repeats = repeats;
    this.warnings = Map.copyOf(warnings);
    JudgedLines together = new JudgedLines(rules, tables);
    this.lines = lines.read();
    this.judged = together.judge(lines.read());
    this.tally =
        culprit.named(
            () ->
                Tally.of(
                    tables.stream().allMatch(table -> table.filter().isEmpty())
                        ? judged
                        : together.judge(counted(lines.all()))));
  }

  /**
   * Reads and counts the lines once; what is written later is read again.
   *
   * @param today the day of the ingest
   * @throws SpendcastException {@code INVALID} if the tables are not as described
   */
  static OwnLines read(
      SparkSession spark, List<OwnTable> tables, ContractRules rules, LocalDate today) {
    SparkSession own = OwnersSession.like(spark);
    Ids ids = new Ids(rules.missingWords());
    List<String> problems = new ArrayList<>();
    List<String> repeats = new ArrayList<>();
    Map<String, List<String>> warnings = new HashMap<>();
    Culprit culprit = new Culprit();
    Optional<Lines> lines = Optional.empty();
    for (OwnTable table : tables) {
      Described described = new Described(table, new RelationReader(own), ids);
      Optional<Lines> judged =
          described
              .lines()
              .map(read -> remembered(culprit, table, read))
              .map(read -> read.map(new LineRules(table, rules, today)::judge));
      problems.addAll(described.problems());
      warnings.put(table.name(), described.warnings());
      judged.flatMap(read -> described.repeats()).ifPresent(repeats::add);
      lines = lines.map(all -> judged.map(all::and).orElse(all)).or(() -> judged);
    }
    if (!problems.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the tables as described:\n- " + String.join("\n- ", problems),
          "Correct these keys of the configuration, or the tables; nothing was ingested.");
    }
    return new OwnLines(tables, rules, lines.orElseThrow(), repeats, warnings, culprit);
  }

  private static Lines remembered(Culprit culprit, OwnTable table, Lines lines) {
    culprit.remember(table, lines.all());
    return lines;
  }

  /** The same lines; those left out have only what is counted of them, and break no rule. */
  private static Dataset<Row> counted(Dataset<Row> lines) {
    Column isRead = col(Line.FILTERED).isNull();
    return lines.select(
        Stream.of(lines.columns())
            .map(
                name ->
                    switch (name) {
                      case Line.REASON -> when(isRead, col(name)).otherwise(lit(LEFT_OUT)).as(name);
                      case Line.WARNED ->
                          coalesce(when(isRead, col(name)), array().cast("array<string>")).as(name);
                      default ->
                          COUNTED.contains(name) ? col(name) : when(isRead, col(name)).as(name);
                    })
            .toArray(Column[]::new));
  }

  /** The lines that are read, with the rule that each breaks. */
  Dataset<Row> judged() {
    return judged;
  }

  /** Those of them that break none. */
  Dataset<Row> kept() {
    return judged.filter(col(Line.REASON).isNull());
  }

  /** Some lines of a table to keep, as far as they alone show it, without reading all. */
  Dataset<Row> first(OwnTable table, int most) {
    return Trial.shown(
        lines
            .filter(col(Line.TABLE).equalTo(table.name()).and(col(Line.REASON).isNull()))
            .limit(most));
  }

  Tally tally() {
    return tally;
  }

  SourceCheck check(String source) {
    return new Verdicts(tables, rules, tally, () -> BrokenValues.of(judged))
        .check(source, repeats, warnings);
  }
}
