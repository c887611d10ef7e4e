package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.domain.sales.ContractRules.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Lines that are alike, counted.
 *
 * @param filtered why the owner's filter leaves them out, if it does
 * @param contested whether they are kept apart for what is in them
 * @param day only of lines to keep
 * @param money the sum of the amounts that can be read
 * @param turnover the same without signs
 * @param unknown how many amounts cannot be read
 * @param content the sum of the lines' hashes
 * @param missing how many lack a required value, by column
 */
record LineGroup(
    String table,
    String flow,
    Optional<String> filtered,
    Optional<Rule> rule,
    Optional<String> reason,
    boolean contested,
    List<String> warned,
    Optional<String> currency,
    Optional<LocalDate> day,
    long rows,
    BigDecimal money,
    BigDecimal turnover,
    long unknown,
    BigDecimal content,
    Map<String, Long> missing) {
  static final List<String> REQUIRED =
      List.of(Line.CUSTOMER, Line.ORDER, Line.ITEM, Line.DAY, Line.QUANTITY, Line.AMOUNT);

  static final String KEPT_CURRENCY = "kept_currency";
  static final String KEPT_DAY = "kept_day";
  static final String ROWS = "rows";
  static final String TURNOVER = "turnover";
  static final String UNKNOWN = "unknown";

  static LineGroup of(Row row) {
    Map<String, Long> missing = new TreeMap<>();
    REQUIRED.forEach(name -> missing.put(name, row.<Long>getAs(name)));
    return new LineGroup(
        row.getAs(Line.TABLE),
        text(row, Line.FLOW).orElse(""),
        text(row, Line.FILTERED),
        text(row, Line.RULE).map(Rule::valueOf),
        text(row, Line.REASON),
        Boolean.TRUE.equals(row.<Boolean>getAs(Line.CONTESTED)),
        row.getList(row.fieldIndex(Line.WARNED)),
        text(row, KEPT_CURRENCY),
        text(row, KEPT_DAY).map(LocalDate::parse),
        row.getAs(ROWS),
        row.getAs(Line.MONEY),
        row.getAs(TURNOVER),
        row.getAs(UNKNOWN),
        row.getAs(DayDigest.CONTENT),
        Collections.unmodifiableMap(missing));
  }

  private static Optional<String> text(Row row, String name) {
    return Optional.ofNullable(row.getAs(name));
  }
}
