package io.spendcast.adapters.spark.table;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.AnalysisException;

/**
 * The only place that knows what Spark and Delta throw. Whose fault a failure is depends on who was
 * at work: what goes wrong while an owner's tables are read is the owner's, and only what nobody
 * can explain about our own tables is a fault of ours.
 */
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
    } catch (Exception | FSError e) {
      throw ours(doing, new Failure(e));
    }
  }

  /**
   * Does work that reads or analyses what belongs to an owner: files, tables, expressions. Whatever
   * it throws is {@code INVALID}.
   *
   * @param doing what is attempted, as it follows "Cannot"
   */
  public static <T> T source(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (SpendcastException e) {
      throw e;
    } catch (Exception | FSError | StackOverflowError | LinkageError e) {
      throw owners(doing, new Failure(e));
    }
  }

  private static SpendcastException owners(String doing, Failure failure) {
    Optional<SpendcastException> known = failure.find(SpendcastException.class);
    if (known.isPresent()) {
      return failure.as(known.get());
    }
    SourceFault fault = SourceFault.of(failure);
    return failure.as(
        Kind.INVALID,
        "Cannot %s: %s.".formatted(Printable.of(doing), fault.why(failure)),
        fault.remedy());
  }

  private static RuntimeException ours(String doing, Failure failure) {
    Optional<SpendcastException> known = failure.find(SpendcastException.class);
    if (known.isPresent()) {
      return failure.as(known.get());
    }
    String problem = "Cannot %s: %s".formatted(doing, failure.why());
    if (failure.find(DeltaConcurrentModificationException.class).isPresent()) {
      return failure.as(
          Kind.CONFLICT, problem, "Another writer is at work; wait for it, then run again.");
    }
    if (LostFile.isCauseOf(failure)) {
      return failure.as(Kind.NOT_FOUND, problem, LostFile.remedy(doing, failure));
    }
    if (failure.find(IOException.class).isPresent() || failure.find(FSError.class).isPresent()) {
      return failure.as(
          Kind.UNAVAILABLE, problem, "Check that the storage is reachable and writable.");
    }
    if (failure.thrown() instanceof AnalysisException) {
      return failure.as(Kind.INVALID, problem, "Check the tables and expressions named here.");
    }
    return failure.thrown() instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(problem, failure.thrown());
  }
}
