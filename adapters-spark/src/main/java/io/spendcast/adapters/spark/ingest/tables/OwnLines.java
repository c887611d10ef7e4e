package io.spendcast.adapters.spark.ingest.tables;

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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The lines of all tables of an owner, judged and counted. */
final class OwnLines {
  private final List<OwnTable> tables;
  private final ContractRules rules;
  private final Dataset<Row> judged;
  private final Tally tally;
  private final List<String> repeats;
  private final Map<String, List<String>> warnings;

  private OwnLines(
      List<OwnTable> tables,
      ContractRules rules,
      Dataset<Row> judged,
      List<String> repeats,
      Map<String, List<String>> warnings,
      Culprit culprit) {
    this.tables = tables;
    this.rules = rules;
    this.judged = judged;
    this.repeats = repeats;
    this.warnings = Map.copyOf(warnings);
    this.tally = culprit.named(() -> Tally.of(judged));
  }

  /**
   * Reads and counts the lines once; what is written later is read again.
   *
   * @param today the day of the ingest
   * @throws SpendcastException {@code INVALID} if the tables are not as described
   */
  static OwnLines read(
      SparkSession spark, List<OwnTable> tables, ContractRules rules, LocalDate today) {
    List<String> problems = new ArrayList<>();
    List<String> repeats = new ArrayList<>();
    Map<String, List<String>> warnings = new HashMap<>();
    Culprit culprit = new Culprit();
    Optional<Dataset<Row>> lines = Optional.empty();
    for (OwnTable table : tables) {
      Described described = new Described(table, new RelationReader(spark));
      Optional<Dataset<Row>> judged =
          LenientSql.analyse(spark, described::lines)
              .map(read -> culprit.remember(table, read))
              .map(read -> new LineRules(table, rules, today).judge(read));
      problems.addAll(described.problems());
      warnings.put(table.name(), described.warnings());
      judged.flatMap(read -> described.repeats()).ifPresent(repeats::add);
      lines = lines.map(all -> judged.map(all::unionByName).orElse(all)).or(() -> judged);
    }
    if (!problems.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the tables as described:\n- " + String.join("\n- ", problems),
          "Correct these keys of the configuration, or the tables; nothing was written.");
    }
    return new OwnLines(
        tables,
        rules,
        new JudgedLines(rules).judge(lines.orElseThrow()),
        repeats,
        warnings,
        culprit);
  }

  /** The lines, with the rule that each breaks. */
  Dataset<Row> judged() {
    return judged;
  }

  Tally tally() {
    return tally;
  }

  SourceCheck check(String source) {
    return new Verdicts(tables, rules, tally).check(source, repeats, warnings);
  }
}
