package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
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

  /** The expression as a column; null if it is wrong, which is noted. */
  Column column(String key, String text, Wanted wanted) {
    try {
      Dataset<Row> alone = rows.select(expr(text));
      DataType type = alone.schema().apply(0).dataType();
      if (alone.queryExecution().analyzed() instanceof Aggregate) {
        note(key, text, "it gathers several rows, but each line needs its own value");
      } else if (gives(type, wanted)) {
        return expr(text);
      } else {
        note(key, text, "it gives %s, not %s".formatted(type.sql(), phrase(wanted)));
      }
    } catch (Exception e) {
      // Spark's methods do not declare the checked exception that they throw.
      if (!(e instanceof AnalysisException refused)) {
        throw e;
      }
      note(key, text, why(refused));
    }
    return lit(null);
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
