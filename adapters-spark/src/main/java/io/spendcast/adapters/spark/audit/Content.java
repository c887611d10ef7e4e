package io.spendcast.adapters.spark.audit;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import io.spendcast.adapters.spark.table.fault.SparkErrors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What all the rows of a table come to.
 *
 * @param rows how many
 * @param money what the amounts add up to, if there are any
 */
record Content(long rows, Optional<BigDecimal> money) {
  private static final String MONEY = "decimal(38,4)";

  /** Reads every value of every row. */
  static Content of(Dataset<Row> rows, Optional<String> money) {
    Column amount = money.map(text -> expr(text)).orElse(lit(null)).cast(MONEY);
    Column all =
        bit_xor(
            xxhash64(
                Arrays.stream(rows.schema().fields())
                    .map(Content::hashable)
                    .toArray(Column[]::new)));
    return SparkErrors.translate(
        "read all rows",
        () -> {
          Row sums =
              rows.agg(count(lit(1)), coalesce(sum(amount), lit(0).cast(MONEY)), all).first();
          return new Content(sums.getLong(0), money.map(text -> sums.getDecimal(1)));
        });
  }

  private static Column hashable(StructField field) {
    Column value = col("`%s`".formatted(field.name().replace("`", "``")));
    return field.dataType() instanceof MapType
            || field.dataType() instanceof ArrayType
            || field.dataType() instanceof StructType
        ? to_json(value)
        : value;
  }
}
