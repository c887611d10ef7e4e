package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;

/** The only place that knows what Spark and Delta throw. */
public final class SparkErrors {
  private SparkErrors() {}

  /**
   * Does the work and translates what it throws.
   *
   * @param doing what is attempted, as it follows "Cannot", such as {@code write raw/shop/item}
   */
  public static <T> T translate(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (SpendcastException e) {
      throw e;
    } catch (Exception e) {
      throw translated(doing, e);
    }
  }

  private static SpendcastException translated(String doing, Exception thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String problem = "Cannot %s: %s".formatted(doing, firstLine(root));
    if (thrown.getClass().getSimpleName().startsWith("Concurrent")
        || thrown.getClass().getSimpleName().endsWith("ConcurrentModificationException")) {
      return new SpendcastException(
          Kind.CONFLICT,
          problem,
          "Another writer is at work; wait for it, then run again.",
          thrown);
    }
    if (root instanceof java.io.IOException) {
      return new SpendcastException(
          Kind.UNAVAILABLE, problem, "Check that the storage is reachable and writable.", thrown);
    }
    if (thrown instanceof AnalysisException) {
      return new SpendcastException(
          Kind.INVALID, problem, "Check the tables and expressions named here.", thrown);
    }
    throw thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(problem, thrown);
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
  }
}
