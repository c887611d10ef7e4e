package io.spendcast.adapters.spark.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.SourceMapping;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Reads source tables as lines with the columns below. */
public final class SourceLines {
  /** Who bought, as the source names them. */
  public static final String CUSTOMER = "customer_id";

  /** Where: the channel's name. */
  public static final String CHANNEL = "channel";

  /** Which way goods and money went: the name of a {@code LineFlow}. */
  public static final String FLOW = "flow";

  /** The UTC day of the sale or return. */
  public static final String DAY = "day";

  /** Identifies the order within the channel. */
  public static final String ORDER = "order";

  /** What was bought; with the order it identifies a line. */
  public static final String ITEM = "item";

  /** Units of the line. */
  public static final String QUANTITY = "quantity";

  /** Money of the line. */
  public static final String AMOUNT = "amount";

  /** The item's category; null if unknown. */
  public static final String CATEGORY = "category";

  /** Money taken off the list price; 0 if unknown. */
  public static final String DISCOUNT = "discount";

  /** The UTC day on which the row became available, not before {@link #DAY}. */
  public static final String KNOWN = "known_day";

  /** The UTC time at which the row became available; null if it is known on its day. */
  public static final String KNOWN_AT = "known_at";

  private static final String MONEY = "decimal(18,4)";

  private SourceLines() {}

  /** The lines of a mapping; the function gives the tables it names. */
  public static Dataset<Row> of(SourceMapping mapping, Function<TableName, Dataset<Row>> tables) {
    Dataset<Row> rows = tables.apply(mapping.table());
    for (SourceMapping.Join join : mapping.joins()) {
      rows = rows.join(tables.apply(join.table()), expr(join.condition()));
    }
    LineColumns columns = mapping.columns();
    return mapping
        .filter()
        .map(rows::filter)
        .orElse(rows)
        .select(
            expr(columns.customer()).as(CUSTOMER),
            lit(mapping.channel().name()).as(CHANNEL),
            lit(mapping.flow().name()).as(FLOW),
            expr(columns.day()).cast("date").as(DAY),
            expr(columns.order().orElseThrow()).as(ORDER),
            expr(columns.item().orElseThrow()).as(ITEM),
            expr(columns.quantity()).cast("bigint").as(QUANTITY),
            expr(columns.amount()).cast(MONEY).as(AMOUNT),
            optional(columns.category(), "string").as(CATEGORY),
            coalesce(optional(columns.discount(), MONEY), lit(BigDecimal.ZERO))
                .cast(MONEY)
                .as(DISCOUNT),
            optional(columns.knownAt(), "timestamp").as(KNOWN_AT))
        .withColumn(KNOWN, greatest(col(DAY), col(KNOWN_AT).cast("date")));
  }

  private static Column optional(Optional<String> expression, String type) {
    return expression.map(functions::expr).orElse(lit(null)).cast(type);
  }
}
