package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The commonest values for which lines are kept apart, by table and reason.
 *
 * @param values the commonest of each reason first
 */
record BrokenValues(List<Value> values) {
  private static final int MOST = 10;
  private static final int LONGEST = 40;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");
  private static final String PLACE = "place";
  private static final String ROWS = "rows";

  /** Reads the lines once more, for those who must mend them. */
  static BrokenValues of(Dataset<Row> judged) {
    return new BrokenValues(
        judged
            .filter(col(Line.REASON).isNotNull().and(col(Line.SHOWN).isNotNull()))
            .groupBy(Line.TABLE, Line.REASON, Line.SHOWN)
            .agg(count(lit(1)).as(ROWS))
            .withColumn(
                PLACE,
                row_number()
                    .over(
                        Window.partitionBy(Line.TABLE, Line.REASON)
                            .orderBy(col(ROWS).desc(), col(Line.SHOWN))))
            .filter(col(PLACE).leq(MOST))
            .collectAsList()
            .stream()
            .sorted(Comparator.comparing(value -> value.<Integer>getAs(PLACE)))
            .map(Value::of)
            .toList());
  }

  /** The values of a reason, in words; empty if there are none. */
  Optional<String> of(String table, String reason) {
    return Optional.of(
            values.stream()
                .filter(value -> value.table().equals(table) && value.reason().equals(reason))
                .map(Value::toString)
                .collect(Collectors.joining(", ")))
        .filter(words -> !words.isEmpty());
  }

  /** A value, and in how many rows it stands. */
  record Value(String table, String reason, String shown, long rows) {
    static Value of(Row row) {
      return new Value(
          row.getAs(Line.TABLE),
          row.getAs(Line.REASON),
          printable(row.getAs(Line.SHOWN)),
          row.getAs(ROWS));
    }

    private static String printable(String text) {
      String line = UNPRINTABLE.matcher(text).replaceAll(" ");
      return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    @Override
    public String toString() {
      return rows == 1 ? "\"%s\"".formatted(shown) : "\"%s\" in %s".formatted(shown, rows);
    }
  }
}
