package io.spendcast.bootstrap.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Where a value was set.
 *
 * @param text as a person would say it, such as {@code default} or {@code my.yaml:12}
 * @param directory to which relative paths in it belong; empty for the working directory
 */
public record Origin(String text, Optional<Path> directory) {
  static final Origin DEFAULT = new Origin("default");
  static final Origin COMMAND_LINE = new Origin("--set");

  /** An origin whose relative paths belong to the working directory. */
  Origin(String text) {
    this(text, Optional.empty());
  }

  /** The lines of a file. What comes through a pipe is in no directory. */
  static IntFunction<Origin> lineOf(Path file) {
    Optional<Path> directory =
        Files.isRegularFile(file)
            ? Optional.ofNullable(file.toAbsolutePath().getParent())
            : Optional.empty();
    return line -> new Origin(file + ":" + line, directory);
  }

  @Override
  public String toString() {
    return text;
  }
}
