package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.ContractRules.Rule;
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
 */
record Tally(List<Group> groups) {
  private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(4);
  private static final List<String> REQUIRED =
      List.of(Line.CUSTOMER, Line.ORDER, Line.ITEM, Line.DAY, Line.QUANTITY, Line.AMOUNT);

  /** Counts the lines. Days are told apart only of lines to keep: others may have any. */
  static Tally of(Dataset<Row> judged) {
    Column kept = col(Line.REASON).isNull();
    Column[] measures =
        Stream.concat(
                Stream.of(
                    coalesce(sum(col(Line.MONEY)), lit(ZERO)).as("money"), DayDigest.summed()),
                REQUIRED.stream().map(name -> count(when(col(name).isNull(), 1)).as(name)))
            .toArray(Column[]::new);
    return new Tally(
        judged
            .groupBy(
                col(Line.TABLE),
                col(Line.FLOW),
                col(Line.RULE),
                col(Line.REASON),
                col(Line.WARNED),
                when(kept, col(Line.CURRENCY)).as("kept_currency"),
                when(kept, col(Line.DAY)).cast("string").as("kept_day"))
            .agg(count(lit(1)).as("rows"), measures)
            .collectAsList()
            .stream()
            .map(Group::of)
            .toList());
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

  private Tally where(Predicate<Group> wanted) {
    return new Tally(groups.stream().filter(wanted).toList());
  }

  long rows() {
    return groups.stream().mapToLong(Group::rows).sum();
  }

  BigDecimal money() {
    return groups.stream().map(Group::money).reduce(ZERO, BigDecimal::add);
  }

  /** Rows by reason, of those that have one. */
  Map<String, Long> reasons() {
    return groups.stream()
        .filter(group -> group.reason().isPresent())
        .collect(
            Collectors.groupingBy(
                group -> group.reason().get(), TreeMap::new, Collectors.summingLong(Group::rows)));
  }

  /** Rows to keep by what is odd about them. */
  Map<String, Long> warnings() {
    Map<String, Long> counts = new TreeMap<>();
    for (Group group : kept().groups()) {
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

  /** The currencies of rows to keep, as far as they are told. */
  List<String> currencies() {
    return kept().groups().stream()
        .flatMap(g -> g.currency().stream())
        .distinct()
        .sorted()
        .toList();
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

  /** Lines that are alike. */
  record Group(
      String table,
      String flow,
      Optional<Rule> rule,
      Optional<String> reason,
      List<String> warned,
      Optional<String> currency,
      Optional<LocalDate> day,
      long rows,
      BigDecimal money,
      BigDecimal content,
      Map<String, Long> missing) {
    static Group of(Row row) {
      return new Group(
          row.getAs(Line.TABLE),
          row.getAs(Line.FLOW),
          Optional.<String>ofNullable(row.getAs(Line.RULE)).map(Rule::valueOf),
          Optional.ofNullable(row.getAs(Line.REASON)),
          row.getList(row.fieldIndex(Line.WARNED)),
          Optional.ofNullable(row.getAs("kept_currency")),
          Optional.<String>ofNullable(row.getAs("kept_day")).map(LocalDate::parse),
          row.getAs("rows"),
          row.getAs("money"),
          row.getAs(DayDigest.CONTENT),
          REQUIRED.stream().collect(Collectors.toMap(name -> name, name -> row.<Long>getAs(name))));
    }
  }
}
