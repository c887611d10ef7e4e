package io.spendcast.adapters.spark.table;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.domain.TableName;
import io.spendcast.domain.sales.SourceMapping;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads source tables as lines with the columns below. */
public final class SourceLines {
  /** Who bought, as the source names them. */
  public static final String CUSTOMER = "customer_id";

  /** Where: the channel's name. */
  public static final String CHANNEL = "channel";

  /** The UTC day of the sale or return. */
  public static final String DAY = "day";

  /** Identifies the order within the channel. */
  public static final String ORDER = "order";

  /** Units of the line. */
  public static final String QUANTITY = "quantity";

  /** Money of the line. */
  public static final String AMOUNT = "amount";

  private SourceLines() {}

  /** The lines of a mapping; the function gives the tables it names. */
  public static Dataset<Row> of(SourceMapping mapping, Function<TableName, Dataset<Row>> tables) {
    Dataset<Row> lines = tables.apply(mapping.table());
    for (SourceMapping.Join join : mapping.joins()) {
      lines = lines.join(tables.apply(join.table()), expr(join.condition()));
    }
    return mapping
        .filter()
        .map(lines::filter)
        .orElse(lines)
        .select(
            expr(mapping.customer()).as(CUSTOMER),
            lit(mapping.channel().name()).as(CHANNEL),
            expr(mapping.day()).cast("date").as(DAY),
            expr(mapping.order()).as(ORDER),
            expr(mapping.quantity()).cast("bigint").as(QUANTITY),
            expr(mapping.amount()).cast("decimal(18,4)").as(AMOUNT));
  }
}
