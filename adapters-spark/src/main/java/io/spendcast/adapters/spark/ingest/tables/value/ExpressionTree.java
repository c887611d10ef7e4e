package io.spendcast.adapters.spark.ingest.tables.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An owner's expression as it is written, before any table is looked at.
 *
 * @param root the expression, which Spark has parsed
 */
public record ExpressionTree(Expression root) {
  /** The tree of a text that is an expression. */
  public static ExpressionTree of(String text) {
    return new ExpressionTree(new CatalystSqlParser().parseExpression(text));
  }

  /** The columns it names, each once, in SQL. */
  public List<String> columns() {
    return below(root)
        .filter(UnresolvedAttribute.class::isInstance)
        .map(Expression::sql)
        .distinct()
        .toList();
  }

  /** The functions it calls. */
  List<Call> calls() {
    return below(root)
        .filter(UnresolvedFunction.class::isInstance)
        .map(UnresolvedFunction.class::cast)
        .map(Call::of)
        .toList();
  }

  static Stream<Expression> below(Expression expression) {
    return Stream.concat(
        Stream.of(expression),
        CollectionConverters.asJava(expression.children()).stream().flatMap(ExpressionTree::below));
  }

  /**
   * A call of a function.
   *
   * @param name in lower case
   * @param arguments in order
   */
  record Call(String name, List<Expression> arguments) {
    static Call of(UnresolvedFunction function) {
      List<String> parts = CollectionConverters.asJava(function.nameParts());
      return new Call(
          parts.get(parts.size() - 1).toLowerCase(Locale.ROOT),
          CollectionConverters.asJava(function.arguments()));
    }

    /** The text that is written as the second argument, if it is one. */
    Optional<String> secondText() {
      return arguments.stream()
          .skip(1)
          .limit(1)
          .filter(Literal.class::isInstance)
          .map(literal -> ((Literal) literal).value())
          .filter(UTF8String.class::isInstance)
          .map(Object::toString)
          .findFirst();
    }
  }
}
