package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.SpendcastException;

/**
 * Why a command did not do what it was asked.
 *
 * @param kind a domain kind, or {@code USAGE}, {@code REFUSED}, {@code INTERRUPTED} or {@code BUG}
 * @param message what failed and why
 * @param hint what to do
 */
public record Failure(String kind, String message, String hint) {
  public static Failure of(SpendcastException failed) {
    return new Failure(failed.kind().name(), failed.problem(), failed.hint());
  }

  public static Failure usage(String message, String hint) {
    return new Failure("USAGE", message, hint);
  }

  public static Failure interrupted() {
    return new Failure(
        "INTERRUPTED", "Interrupted before the end.", "Run the same command again to go on.");
  }

  /** A service has no end of its own, so a signal is how it is meant to end. */
  public static Failure stopped(String message) {
    return new Failure("INTERRUPTED", message, "The same command starts it again.");
  }

  public static Failure lost() {
    return new Failure(
        "UNAVAILABLE",
        "Cannot give the answer: standard output does not take it.",
        "What was to be done is done. Check where the output goes, and ask again.");
  }

  public static Failure abandoned() {
    return new Failure(
        "BUG",
        "Spendcast was ended from within before it could answer.",
        "This is a fault in Spendcast; the log file may say why. Run the same command again.");
  }

  static Failure bug(Throwable fault) {
    return new Failure(
        "BUG",
        "Spendcast failed: " + fault.toString().lines().findFirst().orElse(""),
        "This is a fault in Spendcast; the stack trace is in the log file.");
  }
}
