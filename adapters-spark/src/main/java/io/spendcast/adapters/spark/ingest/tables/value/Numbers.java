package io.spendcast.adapters.spark.ingest.tables.value;

import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.text.AmountText;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/** Numbers, of which a text is one only if it is in the plain form of programs. */
public final class Numbers {
  private Numbers() {}

  /** The number that a value of this type is; null if it is none. Spark alone reads 12d as 12. */
  public static Column of(Column value, DataType type) {
    if (!(type instanceof StringType)) {
      return value;
    }
    Column text = trim(value, Ids.BLANKS);
    return when(text.rlike("^(?:%s)$".formatted(AmountText.PLAIN)), text.cast("decimal(38,8)"));
  }
}
