package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.wiring.Need;

/** Something that can be asked on the command line; its fields are its options. */
interface Command {
  Need need();

  /** Does it. Fails with a {@code SpendcastException}, or refuses with an answer. */
  Answer perform(Session session);
}
