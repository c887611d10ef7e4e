package io.spendcast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The table of attacks that the fault suite prints: what was tried how often, and survived. Each
 * test writes its line once it has passed, into the {@code target} of its module.
 */
public final class Attacks {
  private static final Path TABLE = Path.of("target", "attacks.md");

  private Attacks() {}

  /** Notes that so many attacks of a kind were survived, all that were tried. */
  public static synchronized void survived(String attack, int tried) {
    String line = "| %s | %s | %s |%n".formatted(attack, tried, tried);
    System.out.print(line);
    try {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
