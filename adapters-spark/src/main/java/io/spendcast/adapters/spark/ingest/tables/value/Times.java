package io.spendcast.adapters.spark.ingest.tables.value;

import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.udf;

import io.spendcast.domain.sales.text.TimeText;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/** Times in UTC, of which a text is one only if it says a whole day. */
public final class Times {
  private static final UDF1<String, Long> READ = text -> text == null ? null : micros(text);
  private static final UserDefinedFunction MICROS = udf(READ, DataTypes.LongType);

  private Times() {}

  /** The time or day that a value of this type is; null if it is none. */
  public static Column of(Column value, DataType type) {
    return type instanceof StringType ? timestamp_micros(MICROS.apply(value)) : value;
  }

  private static Long micros(String text) {
    return TimeText.read(text).map(Times::micros).orElse(null);
  }

  /** By way of nanoseconds, as the JDK counts between instants, 9999-12-31 would be too far. */
  private static Long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}
