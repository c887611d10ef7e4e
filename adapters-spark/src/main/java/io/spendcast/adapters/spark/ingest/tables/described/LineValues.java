package io.spendcast.adapters.spark.ingest.tables.described;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.tables.described.Expressions.Value;
import io.spendcast.adapters.spark.ingest.tables.described.Expressions.Wanted;
import io.spendcast.adapters.spark.ingest.tables.value.Ids;
import io.spendcast.adapters.spark.ingest.tables.value.Numbers;
import io.spendcast.adapters.spark.ingest.tables.value.Times;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** The values of a line, brought into its form: null where a value is none. */
final class LineValues {
  private static final String MONEY = "decimal(18,4)";
  private static final Column NOTHING = lit(null).cast("string");

  private final OwnTable table;
  private final Expressions expressions;
  private final Ids ids;
  private final List<Column> values = new ArrayList<>();
  private Column inexact = lit(null).cast("string");

  LineValues(OwnTable table, Expressions expressions, Ids ids) {
    this.table = table;
    this.expressions = expressions;
    this.ids = ids;
  }

  /** The values, under the names of a line. */
  List<Column> columns() {
    LineColumns columns = table.columns();
    columns.item().ifPresentOrElse(item -> id(Line.ITEM, item), () -> add(Line.ITEM, NOTHING));
    columns.order().ifPresent(order -> id(Line.ORDER, order));
    Column customer = id(Line.CUSTOMER, columns.customer());
    values.add(inexact.as(Line.INEXACT));
    Value time = expressions.value("columns.date", columns.day(), Wanted.TIME);
    Column day = Times.of(time.column(), time.type()).cast("date");
    add(Line.DAY, day, time);
    if (columns.order().isEmpty()) {
      // Where nothing names an order it is what a customer buys on a day.
      add(Line.ORDER, concat(customer, lit(" "), day.cast("string")));
    }
    quantity(expressions.value("columns.quantity", columns.quantity(), Wanted.NUMBER));
    amount(expressions.value("columns.amount", columns.amount(), Wanted.NUMBER));
    optional(columns);
    currency();
    return List.copyOf(values);
  }

  private Column id(String name, String expression) {
    String key = name.replace("_id", "");
    Value value = expressions.value("columns." + key, expression, Wanted.TEXT);
    Column broken = Ids.isInexact(value.column(), value.type());
    inexact = when(broken, lit(key)).otherwise(inexact);
    Column id = ids.of(value.column(), value.type()).cast("string");
    add(name, id, value);
    return id;
  }

  /** A value that nobody describes, so that nothing of it can be unreadable. */
  private void add(String name, Column value) {
    values.add(value.as(name));
    values.add(NOTHING.as(Line.raw(name)));
  }

  /** With what stood in the source, if nothing could be made of it. */
  private void add(String name, Column read, Value value) {
    values.add(read.as(name));
    values.add(when(read.isNull(), raw(value)).as(Line.raw(name)));
  }

  private Column raw(Value value) {
    Column[] there =
        value.sources().stream()
            .map(source -> ids.of(source.column().cast("string"), DataTypes.StringType))
            .toArray(Column[]::new);
    Column texts = there.length == 1 ? there[0] : concat_ws(" | ", there);
    return when(texts.notEqual(""), texts);
  }

  private void quantity(Value quantity) {
    Column number = Numbers.of(quantity.column(), quantity.type()).cast("decimal(38,6)");
    Column whole = when(number.equalTo(floor(number)), number.cast("bigint"));
    add(Line.QUANTITY, unsigned(whole), quantity);
  }

  private void amount(Value amount) {
    Column money = Numbers.of(amount.column(), amount.type()).cast(MONEY);
    values.add(money.as(Line.MONEY));
    values.add(flow(money).as(Line.FLOW));
    add(Line.AMOUNT, unsigned(money), amount);
  }

  private void optional(LineColumns columns) {
    Value category = value("category", columns.category(), Wanted.TEXT);
    Value discount = value("discount", columns.discount(), Wanted.NUMBER);
    Value known = value("known-at", columns.knownAt(), Wanted.TIME);
    values.add(ids.of(category.column(), category.type()).cast("string").as(Line.CATEGORY));
    values.add(
        coalesce(Numbers.of(discount.column(), discount.type()).cast(MONEY), lit(0).cast(MONEY))
            .as(Line.DISCOUNT));
    add(Line.KNOWN_AT, Times.of(known.column(), known.type()).cast("timestamp"), known);
  }

  private Value value(String key, Optional<String> expression, Wanted wanted) {
    return expression
        .map(text -> expressions.value("columns." + key, text, wanted))
        .orElse(Value.NONE);
  }

  private void currency() {
    Value named = value("currency", table.currencyColumn(), Wanted.TEXT);
    values.add(
        (table.currencyColumn().isPresent()
                ? upper(ids.of(named.column(), named.type()).cast("string"))
                : lit(table.currency().orElse(null)).cast("string"))
            .as(Line.CURRENCY));
  }

  private Column flow(Column amount) {
    return switch (table.flow()) {
      case SALES -> lit(Line.SALE);
      case RETURNS -> lit(Line.RETURN);
      case SIGNED -> when(amount.lt(0), lit(Line.RETURN)).otherwise(lit(Line.SALE));
    };
  }

  private Column unsigned(Column value) {
    return table.flow() == Flow.SIGNED ? abs(value) : value;
  }
}
