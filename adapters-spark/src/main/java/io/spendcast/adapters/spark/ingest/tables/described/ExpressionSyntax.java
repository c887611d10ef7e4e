package io.spendcast.adapters.spark.ingest.tables.described;

import java.util.Optional;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Reads Spark SQL without looking at any table. */
public final class ExpressionSyntax {
  private ExpressionSyntax() {}

  /** Why a text is not an expression, in one line; empty if it is one. */
  public static Optional<String> problem(String text) {
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
