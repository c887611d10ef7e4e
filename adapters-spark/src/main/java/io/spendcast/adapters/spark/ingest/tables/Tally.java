package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.FilteredRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The judged lines, counted in one pass.
 *
 * @param groups lines that are alike in what the report and the writing ask for
 * @param leftOut the same of those that the owners' filters leave out
 */
record Tally(List<LineGroup> groups, List<LineGroup> leftOut) {
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(4);

  /** Counts the lines. Days are distinguished only of lines to keep: others may have any. */
  static Tally of(Dataset<Row> judged) {
    Column kept = col(Line.REASON).isNull();
    List<LineGroup> all =
        judged
            .groupBy(
                col(Line.TABLE),
                col(Line.FLOW),
                col(Line.FILTERED),
                col(Line.RULE),
                col(Line.REASON),
                col(Line.CONTESTED),
                col(Line.WARNED),
                when(kept, col(Line.CURRENCY)).as(LineGroup.KEPT_CURRENCY),
                when(kept, col(Line.DAY)).cast("string").as(LineGroup.KEPT_DAY))
            .agg(count(lit(1)).as(LineGroup.ROWS), measures())
            .collectAsList()
            .stream()
            .map(LineGroup::of)
            .toList();
    return new Tally(all, all).where(group -> true);
  }

  private static Column[] measures() {
    Column money = col(Line.MONEY);
    return Stream.concat(
            Stream.of(
                coalesce(sum(money), lit(ZERO)).as(Line.MONEY),
                coalesce(sum(abs(money)), lit(ZERO)).as(LineGroup.TURNOVER),
                count(when(money.isNull(), 1)).as(LineGroup.UNKNOWN),
                DayDigest.summed()),
            LineGroup.REQUIRED.stream().map(name -> count(when(col(name).isNull(), 1)).as(name)))
        .toArray(Column[]::new);
  }

  /** The same of one table only. */
  Tally of(String table) {
    return where(group -> group.table().equals(table));
  }

  Tally kept() {
    return where(group -> group.reason().isEmpty());
  }

  Tally sales() {
    return where(group -> group.flow().equals(Line.SALE));
  }

  /** Lines that are kept apart for what is in them. */
  Tally contested() {
    return where(LineGroup::contested);
  }

  /** Lines but those of this rule. */
  Tally without(Rule rule) {
    return where(group -> !group.rule().equals(Optional.of(rule)));
  }

  private Tally where(Predicate<LineGroup> wanted) {
    return new Tally(
        groups.stream().filter(wanted).filter(group -> group.filtered().isEmpty()).toList(),
        leftOut.stream().filter(wanted).filter(group -> group.filtered().isPresent()).toList());
  }

  long rows() {
    return rows(groups);
  }

  private static long rows(List<LineGroup> of) {
    return of.stream().mapToLong(LineGroup::rows).sum();
  }

  BigDecimal money() {
    return money(groups);
  }

  private static BigDecimal money(List<LineGroup> of) {
    return of.stream().map(LineGroup::money).reduce(ZERO, BigDecimal::add);
  }

  /** The money without signs, in which sales and returns do not make up for each other. */
  BigDecimal turnover() {
    return groups.stream().map(LineGroup::turnover).reduce(ZERO, BigDecimal::add);
  }

  /** Rows whose money is unknown. */
  long unknown() {
    return unknown(groups);
  }

  private static long unknown(List<LineGroup> of) {
    return of.stream().mapToLong(LineGroup::unknown).sum();
  }

  /** What the filters leave out. */
  FilteredRows filtered() {
    return new FilteredRows(
        rows(leftOut),
        money(leftOut),
        unknown(leftOut),
        rows(
            leftOut.stream()
                .filter(group -> group.filtered().equals(Optional.of(Line.NEITHER)))
                .toList()));
  }

  /** Rows by reason, of those that have one. */
  Map<String, Long> reasons() {
    return groups.stream()
        .filter(group -> group.reason().isPresent())
        .collect(
            Collectors.groupingBy(
                group -> group.reason().get(),
                TreeMap::new,
                Collectors.summingLong(LineGroup::rows)));
  }

  /** Rows to keep by what is odd about them. */
  Map<String, Long> warnings() {
    Map<String, Long> counts = new TreeMap<>();
    for (LineGroup group : kept().groups()) {
      group.warned().forEach(text -> counts.merge(text, group.rows(), Long::sum));
    }
    return counts;
  }

  /** The reasons that come from a rule, with their rows. */
  Map<String, Long> reasonsOf(Rule rule) {
    return where(group -> group.rule().equals(Optional.of(rule))).reasons();
  }

  /** Rows without a required value, by column. */
  Map<String, Long> missing() {
    Map<String, Long> counts = new TreeMap<>();
    groups.forEach(group -> group.missing().forEach((name, n) -> counts.merge(name, n, Long::sum)));
    return counts;
  }

  /** The currencies of rows to keep, as far as they are known. */
  List<String> currencies() {
    return kept().groups().stream()
        .flatMap(g -> g.currency().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether some of the rows to keep say their currency, and some do not. */
  boolean isCurrencyHalfTold() {
    return kept().groups().stream().map(g -> g.currency().isPresent()).distinct().count() > 1;
  }

  /** What the rows to keep of each day say. */
  Map<LocalDate, DayDigest> days() {
    return kept().groups().stream()
        .collect(
            Collectors.toMap(
                group -> group.day().orElseThrow(),
                group -> new DayDigest(group.rows(), group.content()),
                DayDigest::plus,
                TreeMap::new));
  }
}
