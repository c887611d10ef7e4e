package io.spendcast.adapters.spark.ingest.tables.described;

import java.util.Optional;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Reads Spark SQL without looking at any table. */
public final class ExpressionSyntax {
  /** What Spark replaces by a setting or a variable of the environment before it reads a text. */
  private static final String REFERENCE = "${";

  private ExpressionSyntax() {}

  /** Why a text is not an expression, in one line; empty if it is one. */
  public static Optional<String> problem(String text) {
    return reference(text).or(() -> refused(text));
  }

  /** Why a text would not be read as it is written; empty if it would be. */
  static Optional<String> reference(String text) {
    return text.contains(REFERENCE)
        ? Optional.of("${…} stands for what this machine knows, and not for a value of the row")
        : Optional.empty();
  }

  private static Optional<String> refused(String text) {
    try {
      new CatalystSqlParser().parseExpression(text);
      return Optional.empty();
    } catch (Exception e) {
      // Spark's parser does not declare the checked exception that it throws.
      if (!(e instanceof ParseException refused)) {
        throw e;
      }
      return Optional.of(
          refused.getSimpleMessage().lines().findFirst().orElse("it ends too early"));
    }
  }
}
