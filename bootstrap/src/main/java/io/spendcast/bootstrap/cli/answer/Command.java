package io.spendcast.bootstrap.cli.answer;

import io.spendcast.bootstrap.wiring.Need;

/** Something that can be asked on the command line; its fields are its options. */
public interface Command {
  Need need();

  /** Whether it begins, or goes on with, a run that may be named. */
  default boolean takesRunId() {
    return false;
  }

  /** Does it. Fails with a {@code SpendcastException}, or refuses with an answer. */
  Answer perform(Session session);

  /** What it answers when a signal ends it; it may end what it has begun first. */
  default Answer interrupted() {
    return Answer.failed(ExitCode.INTERRUPTED, Failure.interrupted());
  }
}
