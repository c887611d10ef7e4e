package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.ingest.tables.value.ExpressionTree;
import io.spendcast.domain.sales.OwnTable;
import java.util.List;
import org.apache.spark.sql.Column;

/** Says of texts that are no days what they seem to be, and how that is read. */
final class UnreadableDays {
  private static final String MONTH_IN_WORDS =
      "^[0-9]{1,4}\\P{Nd}{1,5}\\p{L}{3,}\\P{Nd}{1,5}[0-9]{1,4}|^\\p{L}{3,}[.]? [0-9]{1,2}\\P{Nd}{1,3}[0-9]{4}";
  private static final String UNREADABLE = "date is unreadable";

  private final OwnTable table;

  UnreadableDays(OwnTable table) {
    this.table = table;
  }

  /** The reason by the text that stood in the source. */
  Column reason() {
    List<String> columns = ExpressionTree.of(table.columns().day()).columns();
    return columns.size() == 1 ? reason(columns.get(0)) : lit(UNREADABLE);
  }

  private static Column reason(String column) {
    Column raw = col(Line.raw(Line.DAY));
    // Days from 1954 to 2119, seconds and milliseconds from 2001 on.
    return when(
            raw.rlike("^[2-7][0-9]{4}([.][0-9]+)?$"),
            says(
                "the day number of a spreadsheet",
                "date_add(DATE'1899-12-30', CAST(%s AS INT))",
                column))
        .when(
            raw.rlike("^[12][0-9]{9}$"),
            says("seconds since 1970", "timestamp_seconds(CAST(%s AS BIGINT))", column))
        .when(
            raw.rlike("^[12][0-9]{12}$"),
            says("milliseconds since 1970", "timestamp_millis(CAST(%s AS BIGINT))", column))
        .when(
            raw.rlike("^(19|20)[0-9]{6}$"), says("digits alone", "to_date(%s, 'yyyyMMdd')", column))
        .when(
            raw.rlike(MONTH_IN_WORDS),
            says("a day with its month in words", "spendcast_day(%s)", column))
        .otherwise(lit(UNREADABLE));
  }

  private static Column says(String what, String expression, String column) {
    return lit("date is %s, which %s reads".formatted(what, expression.formatted(column)));
  }
}
