package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.ingest.tables.Expressions.Wanted;
import io.spendcast.adapters.spark.table.SparkErrors;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lines of an owner's table, read as described. */
final class Described {
  /** Begins the names of columns that are not the owner's. */
  static final String OURS = SourceRows.OURS;

  private static final String FOUND = OURS + "found_";
  private static final String MONEY = "decimal(18,4)";

  private final OwnTable table;
  private final RelationReader reader;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Dataset<Row>> unjoinedAndJoined = new ArrayList<>();

  Described(OwnTable table, RelationReader reader) {
    this.table = table;
    this.reader = reader;
  }

  /** What is wrong with the description, under its keys. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What is odd about where the rows lie. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The lines; empty if the description is wrong. To be called inside {@link LenientSql}. */
  Optional<Dataset<Row>> lines() {
    return joined().map(this::asLines).filter(lines -> problems.isEmpty());
  }

  /**
   * Says so if a join finds several rows for a line, which would count it more than once. Counting
   * tells: no join loses a line.
   */
  Optional<String> repeats() {
    if (table.dimensions().isEmpty()) {
      return Optional.empty();
    }
    long lines = unjoinedAndJoined.get(0).count();
    long found = unjoinedAndJoined.get(1).count();
    return Optional.of(
            "a join of %s finds several rows for a line: %s rows became %s"
                .formatted(table.name(), lines, found))
        .filter(text -> found > lines);
  }

  private Optional<Dataset<Row>> joined() {
    Optional<Dataset<Row>> rows =
        read("", table.lines()).map(read -> read.rows().alias(table.name()));
    rows.ifPresent(unjoinedAndJoined::add);
    int number = 0;
    for (Dimension dimension : table.dimensions()) {
      String key = ".joins[%s]".formatted(dimension.name());
      String found = FOUND + number++;
      Optional<Dataset<Row>> right =
          read(key, dimension.relation())
              .map(read -> dimension(dimension.name(), read))
              .map(read -> read.withColumn(found, lit(true)).alias(dimension.name()));
      rows = rows.flatMap(left -> right.flatMap(r -> joined(left, r, key, dimension.condition())));
    }
    rows.ifPresent(unjoinedAndJoined::add);
    return rows;
  }

  private Optional<Dataset<Row>> joined(
      Dataset<Row> left, Dataset<Row> right, String key, String condition) {
    Expressions expressions = new Expressions(left.crossJoin(right), label() + key);
    Column on = expressions.column("on", condition, Wanted.CONDITION);
    problems.addAll(expressions.problems());
    return expressions.problems().isEmpty()
        ? Optional.of(left.join(right, on, "left"))
        : Optional.empty();
  }

  private String label() {
    return "source.tables[%s]".formatted(table.name());
  }

  private Optional<SourceRows> read(String key, OwnTable.Relation relation) {
    try {
      SourceRows read =
          SparkErrors.source("read " + relation.location(), () -> reader.read(relation));
      read.warnings().forEach(warning -> warnings.add(where(key) + warning));
      return Optional.of(read);
    } catch (SpendcastException refused) {
      problems.add("%s%s: %s %s".formatted(label(), key, refused.problem(), refused.hint()));
      return Optional.empty();
    }
  }

  private static String where(String key) {
    return key.isEmpty() ? "" : key.substring(1) + ": ";
  }

  /** A dimension without what cannot be read of it, which is counted. */
  private Dataset<Row> dimension(String name, SourceRows read) {
    Column fault = col(SourceRows.FAULT);
    long faults = read.rows().filter(fault.isNotNull()).count();
    if (faults > 0) {
      warnings.add("joins[%s]: %s records cannot be read and are left out".formatted(name, faults));
    }
    return read.rows().filter(fault.isNull()).drop(SourceRows.FAULT, SourceRows.ORIGINAL);
  }

  private Dataset<Row> asLines(Dataset<Row> rows) {
    Expressions expressions = new Expressions(rows, label());
    LineColumns columns = table.columns();
    Column amount = expressions.column("columns.amount", columns.amount(), Wanted.NUMBER);
    Column quantity = expressions.column("columns.quantity", columns.quantity(), Wanted.NUMBER);
    Column[] values = {
      lit(table.name()).as(Line.TABLE),
      lit(table.channel().name()).as(Line.CHANNEL),
      flow(amount.cast(MONEY)).as(Line.FLOW),
      text(expressions, "customer", columns.customer()).as(Line.CUSTOMER),
      text(expressions, "order", columns.order()).as(Line.ORDER),
      text(expressions, "item", columns.item()).as(Line.ITEM),
      expressions.column("columns.date", columns.day(), Wanted.TIME).cast("date").as(Line.DAY),
      unsigned(whole(quantity.cast("decimal(38,6)"))).as(Line.QUANTITY),
      unsigned(amount.cast(MONEY)).as(Line.AMOUNT),
      amount.cast(MONEY).as(Line.MONEY),
      optional(expressions, "category", columns.category(), Wanted.TEXT)
          .cast("string")
          .as(Line.CATEGORY),
      coalesce(
              optional(expressions, "discount", columns.discount(), Wanted.NUMBER).cast(MONEY),
              lit(0).cast(MONEY))
          .as(Line.DISCOUNT),
      optional(expressions, "known-at", columns.knownAt(), Wanted.TIME)
          .cast("timestamp")
          .as(Line.KNOWN_AT),
      currency(expressions).as(Line.CURRENCY),
      unmatched().as(Line.UNMATCHED),
      col(SourceRows.FAULT).as(Line.FAULT),
      col(SourceRows.ORIGINAL).as(Line.ROW)
    };
    Dataset<Row> wanted =
        table
            .filter()
            .map(
                filter -> rows.filter(read(expressions.column("filter", filter, Wanted.CONDITION))))
            .orElse(rows);
    problems.addAll(expressions.problems());
    return expressions.problems().isEmpty() ? wanted.select(values) : wanted;
  }

  private static Column text(Expressions expressions, String key, String expression) {
    return expressions.column("columns." + key, expression, Wanted.TEXT).cast("string");
  }

  private static Column optional(
      Expressions expressions, String key, Optional<String> expression, Wanted wanted) {
    return expression
        .map(text -> expressions.column("columns." + key, text, wanted))
        .orElse(lit(null));
  }

  private Column currency(Expressions expressions) {
    return table
        .currencyColumn()
        .map(text -> text(expressions, "currency", text))
        .orElse(lit(table.currency().orElse(null)).cast("string"));
  }

  /**
   * A filter on a dimension that is not found cannot tell, nor on a record that cannot be read; the
   * line is kept for quarantine.
   */
  private Column read(Column filter) {
    return coalesce(filter, unmatched().isNotNull().or(col(SourceRows.FAULT).isNotNull()));
  }

  private Column unmatched() {
    Column first = lit(null).cast("string");
    for (int i = table.dimensions().size() - 1; i >= 0; i--) {
      first = when(col(FOUND + i).isNull(), lit(table.dimensions().get(i).name())).otherwise(first);
    }
    return first;
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

  /** Null if it is a fraction. */
  private static Column whole(Column number) {
    return when(number.equalTo(floor(number)), number.cast("bigint"));
  }
}
