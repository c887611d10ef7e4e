package io.spendcast.adapters.spark.ingest.tables.value;

import io.spendcast.domain.sales.text.AmountStyle;
import io.spendcast.domain.sales.text.TimePattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.util.DateTimeFormatterHelper;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import scala.jdk.javaapi.CollectionConverters;

/** Finds what Spark would do with an owner's expression that its author cannot have meant. */
public final class Misreadings {
  private static final Set<String> PATTERNED =
      Set.of(
          "to_date",
          "try_to_date",
          "to_timestamp",
          "try_to_timestamp",
          "to_timestamp_ntz",
          "to_timestamp_ltz",
          "to_unix_timestamp",
          "unix_timestamp",
          "date_format",
          "from_unixtime");

  private Misreadings() {}

  /** What is wrong with an expression, by its words alone; empty if nothing is. */
  public static Optional<String> ofWords(ExpressionTree tree) {
    return tree.calls().stream()
        .flatMap(call -> Stream.of(style(call), pattern(call)).flatMap(Optional::stream))
        .findFirst();
  }

  private static Optional<String> style(ExpressionTree.Call call) {
    return call.secondText()
        .filter(label -> call.name().equals(OwnersFunctions.AMOUNT))
        .filter(label -> AmountStyle.find(label.toLowerCase(Locale.ROOT)).isEmpty())
        .map(
            label ->
                "%s knows the styles %s, not %s"
                    .formatted(OwnersFunctions.AMOUNT, AmountStyle.labels(), label));
  }

  private static Optional<String> pattern(ExpressionTree.Call call) {
    return call.secondText()
        .filter(pattern -> PATTERNED.contains(call.name()))
        .flatMap(
            pattern ->
                TimePattern.problem(pattern)
                    .or(() -> refusedPattern(pattern))
                    .map(why -> "in the pattern %s, %s".formatted(pattern, why)));
  }

  private static Optional<String> refusedPattern(String pattern) {
    try {
      DateTimeFormatterHelper.convertIncompatiblePattern(pattern, true);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Which text an analysed expression reads as a number, or as a day in a comparison, though nobody
   * wrote so: Spark does, and takes {@code 0.85} for 0 where it is held against a whole number.
   */
  public static Optional<String> ofTexts(ExpressionTree tree, LogicalPlan analysed) {
    List<String> written =
        tree.calls().stream()
            .flatMap(call -> call.arguments().stream().map(arg -> call.name() + " " + name(arg)))
            .toList();
    List<Expression> all =
        CollectionConverters.asJava(analysed.expressions()).stream()
            .flatMap(ExpressionTree::below)
            .toList();
    return all.stream()
        .flatMap(Misreadings::numbersAsTexts)
        .findFirst()
        .or(() -> textsAsNumbers(all, written));
  }

  /** In a list Spark makes texts of the numbers, and 12.50 is not 12.5. */
  private static Stream<String> numbersAsTexts(Expression list) {
    return list instanceof In in && in.value().dataType() instanceof StringType
        ? CollectionConverters.asJava(in.list()).stream()
            .filter(Cast.class::isInstance)
            .map(Cast.class::cast)
            .filter(Misreadings::isSilent)
            .filter(cast -> cast.child().dataType() instanceof NumericType)
            .limit(1)
            .map(
                cast ->
                    "it looks for the text %1$s among numbers: write CAST(%1$s AS DECIMAL(18,4)), or the numbers in quotes"
                        .formatted(name(bare(in.value()))))
        : Stream.empty();
  }

  /** The value itself, where Spark has cast it. */
  private static Expression bare(Expression value) {
    return value instanceof Cast cast && isSilent(cast) ? cast.child() : value;
  }

  private static boolean isSilent(Cast cast) {
    return cast.getTagValue(Cast.USER_SPECIFIED_CAST()).isEmpty();
  }

  private static Optional<String> textsAsNumbers(List<Expression> all, List<String> written) {
    return all.stream()
        .flatMap(Misreadings::silentCasts)
        .filter(
            cast ->
                !written.contains(
                    cast.dataType().sql().toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "")
                        + " "
                        + name(cast.child())))
        .map(Misreadings::explained)
        .findFirst();
  }

  private static Stream<Cast> silentCasts(Expression parent) {
    boolean compares = parent instanceof BinaryComparison || parent instanceof In;
    return CollectionConverters.asJava(parent.children()).stream()
        .filter(Cast.class::isInstance)
        .map(Cast.class::cast)
        .filter(cast -> cast.child().dataType() instanceof StringType)
        .filter(Misreadings::isSilent)
        .filter(
            cast ->
                cast.dataType() instanceof NumericType
                    || (compares && isTime(cast.dataType()) && !cast.child().foldable()));
  }

  private static boolean isTime(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  /** The last part of a column's name: what qualifies it may be written or not. */
  private static String name(Expression expression) {
    return expression.sql().replace("`", "").replaceFirst("^\\w+(\\.\\w+)*\\.", "");
  }

  private static String explained(Cast cast) {
    String text = name(cast.child());
    if (cast.child().foldable()) {
      return "it holds the text %s against a number: write the number without quotes"
          .formatted(text);
    }
    return isTime(cast.dataType())
        ? "it holds the text %1$s against a day: write how it is read, such as to_date(%1$s, 'yyyy-MM-dd')"
            .formatted(text)
        : "it takes the text %1$s for a number: write how it is read, CAST(%1$s AS DECIMAL(18,4)), or spendcast_amount(%1$s, 'en') if people wrote it; or hold texts against texts, CAST(… AS STRING)"
            .formatted(text);
  }
}
