package io.spendcast.adapters.spark.ingest.tables.described;

import io.spendcast.domain.sales.LineColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a line as it is cleaned, and of what is known of it before. */
public final class Line {
  public static final String CUSTOMER = "customer_id";
  public static final String ORDER = "order_id";
  public static final String ITEM = "item_id";
  public static final String DAY = "day";
  public static final String QUANTITY = "quantity";
  public static final String AMOUNT = "amount";
  public static final String CATEGORY = "category";
  public static final String DISCOUNT = "discount";
  public static final String KNOWN_AT = "known_at";
  public static final String CURRENCY = "currency";

  /** {@link #SALE} or {@link #RETURN}. */
  public static final String FLOW = "flow";

  public static final String SALE = "SALE";
  public static final String RETURN = "RETURN";

  /** What a cleaned table holds. */
  public static final List<String> CLEANED =
      List.of(
          CUSTOMER, ORDER, ITEM, DAY, QUANTITY, AMOUNT, CATEGORY, DISCOUNT, KNOWN_AT, CURRENCY,
          FLOW);

  /** The name of the table that the line comes from. */
  public static final String TABLE = "own_table";

  public static final String CHANNEL = "channel";

  /** The amount with its sign, as the owner has it. */
  public static final String MONEY = "money";

  /** Why the owner's filter leaves the line out: {@link #FALSE} or {@link #NEITHER}; else null. */
  public static final String FILTERED = "filtered";

  static final String FALSE = "FALSE";
  public static final String NEITHER = "NEITHER";

  /** Which id is a number that its type does not hold exactly; null if none is. */
  public static final String INEXACT = "inexact";

  /** The row as it was read: texts by column. */
  public static final String ROW = "row";

  /** Why the record cannot be read; null if it can. */
  public static final String FAULT = "fault";

  /** The first dimension that was not found; null if all were. */
  public static final String UNMATCHED = "unmatched";

  /** Whether that is since nothing stands where its key should. */
  public static final String UNKEYED = "unkeyed";

  /** The first broken rule, and what it says; null for a line to keep. */
  public static final String RULE = "rule";

  public static final String REASON = "reason";

  /** Whether the line is kept apart for what is in it, and not for what is not. */
  public static final String CONTESTED = "contested";

  /** The value that broke the rule, if there is one. */
  public static final String SHOWN = "shown";

  /** What is odd about the line, but bearable: texts. */
  public static final String WARNED = "warned";

  private Line() {}

  /** The column with what stood in the source where the value could not be read; else null. */
  public static String raw(String name) {
    return "raw_" + name;
  }

  /** The columns of ids that must be there: of order and item only if the owner describes them. */
  public static List<String> ids(LineColumns described) {
    List<String> ids = new ArrayList<>(List.of(CUSTOMER));
    described.order().ifPresent(order -> ids.add(ORDER));
    described.item().ifPresent(item -> ids.add(ITEM));
    return ids;
  }

  /**
   * How cleaned lines are read.
   *
   * @param knownAt the owner's expression, if there is one: else no line is ever corrected
   */
  static LineColumns columns(Optional<String> knownAt) {
    return new LineColumns(
        CUSTOMER,
        ORDER,
        ITEM,
        DAY,
        QUANTITY,
        AMOUNT,
        Optional.of(CATEGORY),
        Optional.of(DISCOUNT),
        knownAt.map(expression -> KNOWN_AT));
  }
}
