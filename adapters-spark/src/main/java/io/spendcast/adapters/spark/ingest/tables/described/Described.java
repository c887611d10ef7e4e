package io.spendcast.adapters.spark.ingest.tables.described;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.spendcast.adapters.spark.ingest.files.SourceRows;
import io.spendcast.adapters.spark.ingest.tables.described.Expressions.Wanted;
import io.spendcast.adapters.spark.ingest.tables.value.Ids;
import io.spendcast.adapters.spark.ingest.tables.value.OwnersSession;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lines of an owner's table, read as described. */
public final class Described {
  /** Begins the names of columns that are not the owner's. */
  static final String OURS = SourceRows.OURS;

  private static final String FOUND = OURS + "found_";
  private static final String KEYED = OURS + "keyed_";

  private final OwnTable table;
  private final RelationReader reader;
  private final Ids ids;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Dataset<Row>> unjoinedAndJoined = new ArrayList<>();

  public Described(OwnTable table, RelationReader reader, Ids ids) {
    this.table = table;
    this.reader = reader;
    this.ids = ids;
  }

  /** What is wrong with the description, under its keys. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** What is odd about how the rows are stored. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Lines of a table.
   *
   * @param all with those that the owner's filter leaves out
   * @param read without them
   */
  public record Lines(Dataset<Row> all, Dataset<Row> read) {
    /** Lines of which none is left out. */
    public static Lines of(Dataset<Row> all) {
      return new Lines(all, all);
    }

    /** The same of both, which is worked out once where they are the same. */
    public Lines map(UnaryOperator<Dataset<Row>> each) {
      return all == read ? of(each.apply(all)) : new Lines(each.apply(all), each.apply(read));
    }

    /** Both with those of another table. */
    public Lines and(Lines more) {
      return all == read && more.all == more.read
          ? of(all.unionByName(more.all))
          : new Lines(all.unionByName(more.all), read.unionByName(more.read));
    }
  }

  /** The lines; empty if the description is wrong. The reader reads in an {@link OwnersSession}. */
  public Optional<Lines> lines() {
    return joined().map(this::asLines).filter(lines -> problems.isEmpty());
  }

  /**
   * Says so if a join finds several rows for a line, which would count it more than once. Counting
   * tells: no join loses a line.
   */
  public Optional<String> repeats() {
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
      String keyed = KEYED + found.substring(FOUND.length());
      rows =
          rows.map(left -> left.withColumn(keyed, isKeyed(left, dimension.condition())))
              .flatMap(left -> right.flatMap(r -> joined(left, r, key, dimension.condition())));
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

  private Lines asLines(Dataset<Row> rows) {
    Expressions expressions = new Expressions(rows, label());
    List<Column> values = new ArrayList<>(new LineValues(table, expressions, ids).columns());
    Optional<Column> filter =
        table.filter().map(text -> expressions.column("filter", text, Wanted.CONDITION));
    problems.addAll(expressions.problems());
    if (!expressions.problems().isEmpty()) {
      return Lines.of(rows);
    }
    values.add(lit(table.name()).as(Line.TABLE));
    values.add(lit(table.channel().name()).as(Line.CHANNEL));
    values.add(unmatched().as(Line.UNMATCHED));
    values.add(unkeyed().as(Line.UNKEYED));
    values.add(filter.map(this::filtered).orElse(lit(null).cast("string")).as(Line.FILTERED));
    values.add(col(SourceRows.FAULT).as(Line.FAULT));
    values.add(col(SourceRows.ORIGINAL).as(Line.ROW));
    Column[] all = values.toArray(Column[]::new);
    Dataset<Row> selected = rows.select(all);
    return filter
        .map(said -> new Lines(selected, rows.filter(read(said)).select(all)))
        .orElseGet(() -> Lines.of(selected));
  }

  /**
   * A filter on a dimension that is not found cannot tell, nor on a record that cannot be read; the
   * line is kept for quarantine.
   */
  private Column read(Column filter) {
    return coalesce(filter, unmatched().isNotNull().or(col(SourceRows.FAULT).isNotNull()));
  }

  private Column filtered(Column filter) {
    return when(not(read(filter)), when(filter.isNull(), Line.NEITHER).otherwise(Line.FALSE));
  }

  /** Whether the line has anything by which the dimension could be found. */
  private static Column isKeyed(Dataset<Row> left, String condition) {
    return Expressions.sources(left, condition).stream()
        .map(source -> source.column().isNotNull())
        .reduce(Column::or)
        .orElse(lit(true));
  }

  private Column unkeyed() {
    Column first = lit(false);
    for (int i = table.dimensions().size() - 1; i >= 0; i--) {
      first = when(col(FOUND + i).isNull(), not(col(KEYED + i))).otherwise(first);
    }
    return first;
  }

  private Column unmatched() {
    Column first = lit(null).cast("string");
    for (int i = table.dimensions().size() - 1; i >= 0; i--) {
      first = when(col(FOUND + i).isNull(), lit(table.dimensions().get(i).name())).otherwise(first);
    }
    return first;
  }
}
