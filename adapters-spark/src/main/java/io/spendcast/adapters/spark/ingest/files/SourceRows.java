package io.spendcast.adapters.spark.ingest.files;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of an owner's table as they are stored, with two columns of ours.
 *
 * @param rows with {@link #FAULT} and {@link #ORIGINAL}
 * @param warnings what is odd about how they are stored
 */
public record SourceRows(Dataset<Row> rows, List<String> warnings) {
  /** Begins the names of columns that are not the owner's. */
  public static final String OURS = "_spendcast_";

  /** Why the record cannot be read; null if it can. Then all its values are null. */
  public static final String FAULT = OURS + "fault";

  /** The row as it was read: texts by column; of a record that cannot be read, its raw text. */
  public static final String ORIGINAL = OURS + "row";

  /** Names the raw text of a record that cannot be read. */
  public static final String RECORD = "record";

  /** Copies the list. */
  public SourceRows {
    warnings = List.copyOf(warnings);
  }

  /** Rows all of which can be read. */
  public static SourceRows of(Dataset<Row> rows, List<String> warnings) {
    Dataset<Row> read = rows.withColumn(FAULT, lit(null).cast("string"));
    return new SourceRows(read.withColumn(ORIGINAL, texts(rows.columns())), warnings);
  }

  /** The rows with the original of each, which for one with a fault is a column's raw text. */
  public static Dataset<Row> withOriginal(Dataset<Row> rows, String raw) {
    String[] names =
        Stream.of(rows.columns())
            .filter(name -> !name.equals(raw) && !name.startsWith(OURS))
            .toArray(String[]::new);
    return rows.withColumn(
        ORIGINAL, when(col(FAULT).isNull(), texts(names)).otherwise(map(lit(RECORD), col(raw))));
  }

  private static Column texts(String... names) {
    return map(
        Stream.of(names)
            .flatMap(
                name ->
                    Stream.of(lit(name), col("`" + name.replace("`", "``") + "`").cast("string")))
            .toArray(Column[]::new));
  }
}
