package io.spendcast.bootstrap.cli.answer;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;

/** What it means for the caller that something was thrown which nobody expected. */
public final class Fault {
  private static final int LONGEST_CHAIN = 50;

  private Fault() {}

  public static Answer of(Throwable thrown) {
    if (thrown instanceof SpendcastException known) {
      return Answer.failed(ExitCode.of(known.kind()), Failure.of(known));
    }
    if (has(thrown, OutOfMemoryError.class)) {
      return unavailable(
          "memory ran out", "Give it more: SPENDCAST_HEAP=8g; on a cluster, a larger driver.");
    }
    // Hadoop throws an error that is no exception where a disk is full or gone.
    return thrown instanceof Error && thrown.getCause() instanceof IOException cause
        ? unavailable(
            "a file cannot be read or written: " + cause.getMessage(),
            "Check that the disk is there and not full, and run the same command again.")
        : Answer.failed(ExitCode.BUG, Failure.bug(thrown));
  }

  private static Answer unavailable(String why, String hint) {
    return Answer.failed(
        ExitCode.UNAVAILABLE,
        new Failure(Kind.UNAVAILABLE.name(), "Cannot go on: " + why + ".", hint));
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    Throwable one = thrown;
    for (int i = 0; one != null && i < LONGEST_CHAIN; i++) {
      if (type.isInstance(one)) {
        return true;
      }
      one = one.getCause();
    }
    return false;
  }
}
