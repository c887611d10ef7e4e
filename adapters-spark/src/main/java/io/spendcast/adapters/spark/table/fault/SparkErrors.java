package io.spendcast.adapters.spark.table.fault;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;

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
    String problem = "Cannot %s: %s.".formatted(doing, failure.why());
    Optional<LakeFault> fault = LakeFault.of(failure);
    if (fault.isPresent()) {
      return failure.as(fault.get().kind(), problem, fault.get().remedy(doing, failure));
    }
    return failure.thrown() instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(problem, failure.thrown());
  }
}
