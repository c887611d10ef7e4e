package io.spendcast.adapters.spark.ingest.scout;

import static org.apache.spark.sql.functions.expr;

import io.spendcast.adapters.spark.ingest.tables.Trial;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Reads some rows of a table as texts. */
final class RowSampler {
  /** A fraction has no more digits than this that matter. */
  private static final String NUMBER = "CAST(%s AS DECIMAL(38,6))";

  private static final String TEXT = "CAST(%s AS STRING)";
  private static final int DEEPEST = 4;

  private final Trial trial;

  RowSampler(SparkSession spark) {
    this.trial = new Trial(spark);
  }

  Sample sample(FoundTable table) {
    Dataset<Row> rows = rows(table);
    List<Leaf> leaves = leaves("", "", rows.schema(), 1).toList();
    Column[] texts = leaves.stream().map(leaf -> expr(leaf.text())).toArray(Column[]::new);
    List<Row> read = rows.select(texts).collectAsList();
    List<SampledColumn> columns =
        IntStream.range(0, leaves.size())
            .mapToObj(
                i ->
                    new SampledColumn(
                        leaves.get(i).name(),
                        leaves.get(i).expression(),
                        leaves.get(i).type(),
                        read.stream().map(row -> row.isNullAt(i) ? "" : row.getString(i)).toList()))
            .toList();
    return new Sample(table.name(), table.relation(), columns, table.notes());
  }

  /** As many rows of each of some files; a table without files to look at is read as a whole. */
  private Dataset<Row> rows(FoundTable table) {
    Relation relation = table.relation();
    if (table.files().isEmpty() || table.files().size() == 1) {
      return trial.rows(relation).limit(Sample.MOST_ROWS);
    }
    int each = Sample.MOST_ROWS / table.files().size();
    List<Dataset<Row>> parts = new ArrayList<>();
    for (String file : table.files()) {
      Relation part = new Relation(file, relation.format(), relation.options(), relation.schema());
      parts.add(trial.rows(part).limit(each));
    }
    return parts.stream().reduce((all, part) -> all.unionByName(part, true)).orElseThrow();
  }

  /**
   * A column, or a field within one.
   *
   * @param name as the table has it
   * @param expression how it is reached
   * @param text the expression of its value as a text
   */
  private record Leaf(String name, String expression, ValueType type, String text) {}

  private static Stream<Leaf> leaves(String name, String path, StructType struct, int depth) {
    return Stream.of(struct.fields())
        .flatMap(
            field ->
                leaf(name + field.name(), path + SampledColumn.quoted(field.name()), field, depth));
  }

  private static Stream<Leaf> leaf(String name, String path, StructField field, int depth) {
    DataType type = field.dataType();
    if (type instanceof StructType inner) {
      return depth < DEEPEST ? leaves(name + ".", path + ".", inner, depth + 1) : Stream.empty();
    }
    if (isWhole(type)) {
      return Stream.of(new Leaf(name, path, ValueType.WHOLE, TEXT.formatted(path)));
    }
    if (type instanceof DoubleType || type instanceof FloatType || type instanceof DecimalType) {
      String number = TEXT.formatted(NUMBER.formatted(path));
      return Stream.of(new Leaf(name, path, ValueType.DECIMAL, number));
    }
    return of(type).stream().map(kept -> new Leaf(name, path, kept, TEXT.formatted(path)));
  }

  private static boolean isWhole(DataType type) {
    return type instanceof IntegerType
        || type instanceof LongType
        || type instanceof ShortType
        || type instanceof ByteType
        || (type instanceof DecimalType decimal && decimal.scale() == 0);
  }

  /** Nothing for what has no text, such as lists. */
  private static List<ValueType> of(DataType type) {
    if (type instanceof StringType) {
      return List.of(ValueType.TEXT);
    }
    if (type instanceof DateType) {
      return List.of(ValueType.DAY);
    }
    return type instanceof TimestampType || type instanceof TimestampNTZType
        ? List.of(ValueType.TIME)
        : List.of();
  }
}
