package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Holds the lines of all tables against the rules that need other lines. */
final class JudgedLines {
  private static final String SALT = "salt";
  private static final String NUMBER = "number";
  private static final String SOLD = "sold";
  private static final String FIRST_TABLE = "first_table";

  private static final String REPEATED = "order, item and known-at repeat";
  private static final String ORPHAN = "return without a sale";

  private final ContractRules rules;
  private final List<OwnTable> tables;

  JudgedLines(ContractRules rules, List<OwnTable> tables) {
    this.rules = rules;
    this.tables = List.copyOf(tables);
  }

  /**
   * The lines with the first rule that each breaks. Of lines that repeat, one stays: always the
   * same, whatever their order.
   */
  Dataset<Row> judge(Dataset<Row> lines) {
    // Lines that are out already must not gather in one task because they all lack an order. Those
    // that nothing distinguishes are no copies of each other.
    Column alone = col(Line.REASON).isNotNull().or(not(isOf(this::isIdentified)));
    Dataset<Row> salted = lines.withColumn(SALT, when(alone, monotonically_increasing_id()));
    Dataset<Row> numbered =
        salted
            .repartition(col(Line.CHANNEL), col(Line.ORDER), col(Line.ITEM), col(SALT))
            .withColumns(
                Map.of(
                    SOLD,
                    max(col(Line.FLOW).equalTo(Line.SALE).and(col(Line.REASON).isNull()))
                        .over(Window.partitionBy(Line.CHANNEL, Line.ORDER, Line.ITEM, SALT)),
                    FIRST_TABLE,
                    min(Line.TABLE)
                        .over(
                            Window.partitionBy(
                                Line.CHANNEL, Line.ORDER, Line.ITEM, SALT, Line.FLOW)),
                    NUMBER,
                    row_number()
                        .over(
                            Window.partitionBy(
                                    Line.CHANNEL,
                                    Line.ORDER,
                                    Line.ITEM,
                                    SALT,
                                    Line.FLOW,
                                    Line.KNOWN_AT)
                                .orderBy(col(Line.DAY), content(), col(Line.TABLE)))));
    // Corrections belong to the table of what they correct; elsewhere the line would count twice.
    Column repeats = col(NUMBER).gt(1).or(col(Line.TABLE).notEqual(col(FIRST_TABLE)));
    return withReason(
            withReason(numbered, Rule.DUPLICATE, col(SALT).isNull().and(repeats), REPEATED),
            Rule.ORPHAN_RETURN,
            col(SALT)
                .isNull()
                .and(isOf(this::hasIdentifiedSales))
                .and(col(Line.FLOW).equalTo(Line.RETURN))
                .and(col(SOLD).equalTo(false)),
            ORPHAN)
        .drop(SALT, NUMBER, SOLD, FIRST_TABLE);
  }

  private Column isOf(Predicate<OwnTable> wanted) {
    return col(Line.TABLE).isin(tables.stream().filter(wanted).map(OwnTable::name).toArray());
  }

  private boolean isIdentified(OwnTable table) {
    return table.columns().areIdentified();
  }

  /** Whether every sale of the channel can be found by order and item. */
  private boolean hasIdentifiedSales(OwnTable table) {
    return tables.stream()
        .filter(other -> other.channel().equals(table.channel()) && other.flow() != Flow.RETURNS)
        .allMatch(this::isIdentified);
  }

  /**
   * The judged lines of one table. Naming the channel spares reading the tables of others: no rule
   * looks across channels.
   */
  static Dataset<Row> of(OwnTable table, Dataset<Row> judged) {
    return judged
        .filter(col(Line.CHANNEL).equalTo(table.channel().name()))
        .filter(col(Line.TABLE).equalTo(table.name()));
  }

  /** Distinguishes lines by what they say. */
  static Column content() {
    return xxhash64(Line.CLEANED.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  private Dataset<Row> withReason(Dataset<Row> lines, Rule rule, Column broken, String text) {
    Column keptYet = col(Line.REASON).isNull();
    if (rules.action(rule) == Action.WARN) {
      return lines.withColumn(
          Line.WARNED,
          when(keptYet.and(broken), array_append(col(Line.WARNED), lit(text)))
              .otherwise(col(Line.WARNED)));
    }
    return lines.withColumns(
        Map.of(
            Line.CONTESTED,
            coalesce(col(Line.CONTESTED), when(keptYet.and(broken), lit(true))),
            Line.RULE,
            coalesce(col(Line.RULE), when(broken, lit(rule.name()))),
            Line.REASON,
            coalesce(col(Line.REASON), when(broken, lit(text)))));
  }
}
