package io.spendcast.bootstrap.cli.model;

import java.util.Optional;

/** The version of Spendcast, as its jar's manifest has it. */
public final class Version {
  private Version() {}

  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(from the source tree)");
  }
}
