package io.spendcast.adapters.spark.ingest.tables.value;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.sales.text.IdText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;

/** Ids as texts: the same customer is the same text, whatever its type in a table. */
public final class Ids {
  /** The blanks and controls of ASCII. */
  static final String BLANKS =
      IntStream.concat(IntStream.rangeClosed(0, ' '), IntStream.of(0x7f))
          .mapToObj(Character::toString)
          .collect(Collectors.joining());

  private static final UDF1<String, String> READ =
      text -> text == null ? null : IdText.read(text).orElse(null);
  private static final UserDefinedFunction READ_ANY = udf(READ, DataTypes.StringType);

  private final Object[] missing;

  /** Ids among which these words stand for none, in any usual case. */
  public Ids(List<String> missingWords) {
    this.missing =
        Stream.concat(Stream.of(""), missingWords.stream().flatMap(Ids::cases))
            .distinct()
            .toArray();
  }

  private static Stream<String> cases(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String capital = lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT);
    return Stream.of(
        word,
        lower,
        word.toUpperCase(Locale.ROOT),
        capital + (lower.isEmpty() ? "" : lower.substring(1)));
  }

  /** The id that a value of this type is; null if it is none. */
  public Column of(Column value, DataType type) {
    if (type instanceof StringType) {
      return there(text(value));
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      return when(isExact(value, type), floor(value).cast("string"));
    }
    return type instanceof DecimalType
        ? when(value.equalTo(floor(value)), floor(value).cast("string"))
            .otherwise(value.cast("string"))
        : value.cast("string");
  }

  /** Whether a value is a number that its type cannot hold as an id. */
  public static Column isInexact(Column value, DataType type) {
    return type instanceof DoubleType || type instanceof FloatType
        ? value.isNotNull().and(not(value.isNaN())).and(not(isExact(value, type)))
        : lit(false);
  }

  /** Whole, and so small that its neighbours are whole numbers, too. */
  private static Column isExact(Column value, DataType type) {
    long most = type instanceof FloatType ? 1L << 24 : 1L << 53;
    return value.equalTo(floor(value)).and(abs(value).lt(lit(most)));
  }

  /** Nearly all ids are of ASCII, and Spark trims those itself. */
  private static Column text(Column value) {
    Column simple =
        octet_length(value)
            .equalTo(length(value))
            .and(not(value.contains(".")))
            .and(not(value.contains("+")));
    return when(simple, trim(value, BLANKS)).otherwise(READ_ANY.apply(value));
  }

  private Column there(Column text) {
    return when(not(text.isin(missing)), text);
  }
}
