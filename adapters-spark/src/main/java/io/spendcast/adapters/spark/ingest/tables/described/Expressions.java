package io.spendcast.adapters.spark.ingest.tables.described;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.ingest.tables.value.ExpressionTree;
import io.spendcast.adapters.spark.ingest.tables.value.Misreadings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Analyses an owner's expressions over rows, and collects what is wrong under their keys. */
final class Expressions {
  private final Dataset<Row> rows;
  private final String prefix;
  private final List<String> problems = new ArrayList<>();

  /** Expressions over these rows, whose keys begin with the prefix. */
  Expressions(Dataset<Row> rows, String prefix) {
    this.rows = rows;
    this.prefix = prefix;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What an expression must give, before it is brought into the form of a line. */
  enum Wanted {
    /** Anything that prints. */
    TEXT,
    /** A date, a time, or a text. */
    TIME,
    /** A number, or a text. */
    NUMBER,
    /** Yes or no. */
    CONDITION
  }

  /**
   * An expression that is understood.
   *
   * @param column the expression
   * @param type what it gives
   * @param sources the columns that it names
   */
  record Value(Column column, DataType type, List<Source> sources) {
    /** No value. */
    static final Value NONE = new Value(lit(null), DataTypes.NullType, List.of());

    /** Copies the list. */
    Value {
      sources = List.copyOf(sources);
    }
  }

  /** A column of the owner's. */
  record Source(Column column, DataType type) {}

  /** The expression as a column; null if it is wrong, which is noted. */
  Column column(String key, String text, Wanted wanted) {
    return value(key, text, wanted).column();
  }

  /** The expression; no value if it is wrong, which is noted. */
  Value value(String key, String text, Wanted wanted) {
    Optional<String> reference = ExpressionSyntax.reference(text);
    if (reference.isPresent()) {
      note(key, text, reference.get());
      return Value.NONE;
    }
    return analysed(key, text, wanted);
  }

  private Value analysed(String key, String text, Wanted wanted) {
    try {
      ExpressionTree tree = ExpressionTree.of(text);
      Dataset<Row> alone = rows.select(expr(text));
      DataType type = alone.schema().apply(0).dataType();
      Optional<String> wrong =
          wrong(tree, alone, type, wanted).or(() -> ScalarOnly.problem(rows, alone));
      if (wrong.isEmpty()) {
        return new Value(expr(text), type, sources(rows, tree));
      }
      note(key, text, wrong.get());
    } catch (Exception e) {
      // Spark's methods do not declare the checked exception that they throw.
      if (!(e instanceof AnalysisException refused)) {
        throw e;
      }
      note(key, text, why(refused));
    }
    return Value.NONE;
  }

  private static Optional<String> wrong(
      ExpressionTree tree, Dataset<Row> alone, DataType type, Wanted wanted) {
    if (alone.queryExecution().analyzed() instanceof Aggregate) {
      return Optional.of("it gathers several rows, but each line needs its own value");
    }
    if (!gives(type, wanted)) {
      return Optional.of(
          "it gives %s, not %s%s"
              .formatted(type.sql(), phrase(wanted), remedy(tree, type, wanted)));
    }
    return Misreadings.ofWords(tree)
        .or(() -> Misreadings.ofTexts(tree, alone.queryExecution().analyzed()));
  }

  /** Days as numbers are days of a spreadsheet, seconds, or digits. */
  private static String remedy(ExpressionTree tree, DataType type, Wanted wanted) {
    return wanted == Wanted.TIME && type instanceof NumericType && tree.columns().size() == 1
        ? "; write date_add(DATE'1899-12-30', CAST(%1$s AS INT)) for the days of a spreadsheet, timestamp_seconds(%1$s) for seconds since 1970, to_date(CAST(%1$s AS STRING), 'yyyyMMdd') for digits"
            .formatted(tree.columns().get(0))
        : "";
  }

  /** The columns of these rows that an expression names. */
  static List<Source> sources(Dataset<Row> rows, String text) {
    try {
      return sources(rows, ExpressionTree.of(text));
    } catch (Exception e) {
      // Spark's methods do not declare the checked exception that they throw.
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      return List.of();
    }
  }

  private static List<Source> sources(Dataset<Row> rows, ExpressionTree tree) {
    return tree.columns().stream().flatMap(name -> source(rows, name).stream()).toList();
  }

  /** Some names are no columns, such as current_date. */
  private static Optional<Source> source(Dataset<Row> rows, String name) {
    try {
      return Optional.of(
          new Source(expr(name), rows.select(expr(name)).schema().apply(0).dataType()));
    } catch (Exception e) {
      if (!(e instanceof AnalysisException)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void note(String key, String text, String why) {
    problems.add("%s.%s, \"%s\": %s".formatted(prefix, key, text, why));
  }

  private String why(AnalysisException refused) {
    String unknown = refused.getMessageParameters().get("objectName");
    if (refused.getCondition() != null
        && refused.getCondition().startsWith("UNRESOLVED_COLUMN")
        && unknown != null) {
      String name = unknown.replace("`", "");
      return "there is no column %s, the nearest are %s"
          .formatted(name, String.join(", ", new NearestColumns(columns()).to(name)));
    }
    return refused.getSimpleMessage().lines().findFirst().orElse("Spark does not understand it");
  }

  private List<String> columns() {
    return Arrays.stream(rows.columns()).filter(name -> !name.startsWith(Described.OURS)).toList();
  }

  private static boolean gives(DataType type, Wanted wanted) {
    return type instanceof NullType
        || switch (wanted) {
          case TEXT ->
              !(type instanceof BinaryType
                  || type instanceof ArrayType
                  || type instanceof MapType
                  || type instanceof StructType);
          case TIME ->
              type instanceof DateType
                  || type instanceof TimestampType
                  || type instanceof TimestampNTZType
                  || type instanceof StringType;
          case NUMBER -> type instanceof NumericType || type instanceof StringType;
          case CONDITION -> type instanceof BooleanType;
        };
  }

  private static String phrase(Wanted wanted) {
    return switch (wanted) {
      case TEXT -> "a single value";
      case TIME -> "a date, a time or a text";
      case NUMBER -> "a number or a text";
      case CONDITION -> "true or false";
    };
  }
}
