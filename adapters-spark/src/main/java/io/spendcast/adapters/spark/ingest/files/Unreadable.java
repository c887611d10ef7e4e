package io.spendcast.adapters.spark.ingest.files;

import io.spendcast.adapters.spark.table.fault.Printable;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;

/** Refusals of owners' files. */
public final class Unreadable {
  private Unreadable() {}

  /** Says why a file or folder is refused, and what to do; both in words without a full stop. */
  public static SpendcastException because(String path, String why, String remedy) {
    return new SpendcastException(
        Kind.INVALID, "Cannot read %s: %s.".formatted(Printable.of(path), why), remedy + ".");
  }

  /** The same, because of what was thrown. */
  public static SpendcastException because(String path, Exception thrown) {
    String why = thrown.getMessage();
    return new SpendcastException(
        Kind.INVALID,
        "Cannot read %s: %s."
            .formatted(
                Printable.of(path),
                Printable.of(why == null ? thrown.getClass().getSimpleName() : why)),
        "Make it whole and readable again.",
        thrown);
  }
}
