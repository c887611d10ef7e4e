package io.spendcast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Attacks of one kind, a line of the table that the fault suite prints: how many were tried, and
 * how many survived. The line goes to the {@code target} of the module when they are over, also if
 * one of them was not survived.
 */
public final class Attacks implements AutoCloseable {
  private static final Path TABLE = Path.of("target", "attacks.md");

  private final String kind;
  private int tried;
  private int survived;

  private Attacks(String kind) {
    this.kind = kind;
  }

  /** Begins to count attacks of a kind. */
  public static Attacks of(String kind) {
    return new Attacks(kind);
  }

  /** Notes that one begins. */
  public void begin() {
    tried++;
  }

  /** Notes that all that began were survived. */
  public void survive() {
    survived = tried;
  }

  /** How many were survived so far. */
  public int survived() {
    return survived;
  }

  /** Writes the line. */
  @Override
  public void close() {
    String line = "| %s | %s | %s |%n".formatted(kind, tried, survived);
    System.out.print(line);
    write(line);
  }

  private static synchronized void write(String line) {
    try {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
