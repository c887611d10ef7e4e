package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the cleaned lines of a day say, whatever their order: equal digests, equal lines.
 *
 * @param rows how many
 * @param content the sum of the lines' hashes
 */
record DayDigest(long rows, BigDecimal content) {
  static final String CONTENT = "content";

  DayDigest plus(DayDigest other) {
    return new DayDigest(rows + other.rows, content.add(other.content));
  }

  /** Sums the hashes of lines, without overflow. */
  static Column summed() {
    return sum(JudgedLines.content().cast("decimal(38,0)")).as(CONTENT);
  }

  /** The days of a cleaned table. */
  static Map<LocalDate, DayDigest> of(Dataset<Row> cleaned) {
    return cleaned
        .groupBy(col(Line.DAY).cast("string").as(Line.DAY))
        .agg(count(lit(1)).as("rows"), summed())
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> LocalDate.parse(row.getString(0)),
                row -> new DayDigest(row.getLong(1), row.getDecimal(2))));
  }
}
