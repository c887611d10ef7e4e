package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Descriptions of small tables, and the tables themselves as views of the session. */
public final class OwnTables {
  /** The shipped words for nothing. */
  static final List<String> MISSING_WORDS =
      List.of(
          "null",
          "nan",
          "n/a",
          "na",
          "#n/a",
          "<na>",
          "nat",
          "\\N",
          "none",
          "nil",
          "-",
          "--",
          "?",
          "(null)",
          "(blank)",
          "undefined");

  static final LineColumns COLUMNS = columns("total", "");

  private OwnTables() {}

  /** The columns of {@link #view}, with another expression for the amount, and known-at if any. */
  static LineColumns columns(String amount, String knownAt) {
    return new LineColumns(
        "who",
        "nr",
        "sku",
        "day",
        "n",
        amount,
        Optional.empty(),
        Optional.empty(),
        Optional.of(knownAt).filter(text -> !text.isEmpty()));
  }

  /** A view of texts, all nullable; a dot stands for null. */
  static Relation view(String name, String columns, String... rows) {
    List<Row> values =
        Stream.of(rows)
            .map(row -> row.split("\\s+", -1))
            .map(
                row ->
                    RowFactory.create(
                        Stream.of(row).map(text -> text.equals(".") ? null : text).toArray()))
            .toList();
    StructType schema = new StructType();
    for (String column : columns.split(" ", -1)) {
      schema = schema.add(column, "string");
    }
    TestSession.session()
        .get()
        .createDataFrame(new ArrayList<>(values), schema)
        .createOrReplaceTempView(name);
    return new Relation(name, Format.CATALOG, Map.of(), Optional.empty());
  }

  static OwnTable table(String name, Flow flow, Relation lines, LineColumns columns) {
    return new OwnTable(
        name,
        new Channel("web"),
        flow,
        lines,
        List.of(),
        columns,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static OwnTable sales(Relation lines) {
    return table("sales", Flow.SALES, lines, COLUMNS);
  }

  static OwnTable joined(OwnTable table, String filter, Dimension... dimensions) {
    return new OwnTable(
        table.name(),
        table.channel(),
        table.flow(),
        table.lines(),
        List.of(dimensions),
        table.columns(),
        table.currencyColumn(),
        table.currency(),
        Optional.of(filter).filter(text -> !text.isEmpty()));
  }

  static OwnTable inCurrency(OwnTable table, String column, String told) {
    return new OwnTable(
        table.name(),
        table.channel(),
        table.flow(),
        table.lines(),
        table.dimensions(),
        table.columns(),
        Optional.of(column).filter(text -> !text.isEmpty()),
        Optional.of(told).filter(text -> !text.isEmpty()),
        table.filter());
  }

  /** The shipped rules, but for these; any share may be kept apart, since the tables are small. */
  static ContractRules rules(Action action, Rule... changed) {
    return rules(1, action, changed);
  }

  /** The shipped rules, with the shipped bound. */
  static ContractRules bounded() {
    return rules(0.05, Action.WARN);
  }

  private static ContractRules rules(double mostQuarantined, Action action, Rule... changed) {
    Map<Rule, Action> actions = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      actions.put(rule, Action.QUARANTINE);
    }
    actions.remove(Rule.INEXACT);
    actions.put(Rule.ORPHAN_RETURN, Action.WARN);
    actions.put(Rule.EMPTY, Action.REFUSE);
    Stream.of(changed).forEach(rule -> actions.put(rule, action));
    return new ContractRules(
        actions,
        0.5,
        mostQuarantined,
        MISSING_WORDS,
        LocalDate.of(1990, 1, 1),
        BigDecimal.valueOf(1_000_000),
        100_000);
  }

  /** The shipped rules. */
  public static ContractRules rules() {
    return rules(Action.WARN);
  }

  /** The lines that an ingest would keep of these tables, which it must not refuse. */
  public static Dataset<Row> kept(SparkSession spark, List<OwnTable> tables, Clock clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    OwnLines lines = OwnLines.read(spark, tables, rules(), today);
    lines
        .check("tables")
        .refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return lines.kept();
  }
}
