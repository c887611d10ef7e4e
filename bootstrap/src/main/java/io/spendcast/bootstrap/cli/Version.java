package io.spendcast.bootstrap.cli;

import java.util.Optional;

/** The version of Spendcast, as its jar's manifest has it. */
final class Version {
  private Version() {}

  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(from the source tree)");
  }
}
