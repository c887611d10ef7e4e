package io.spendcast.bootstrap.text;

import java.nio.file.Path;

/** Paths as people read them: below the working directory they begin with {@code ./}. */
public final class ShownPath {
  private ShownPath() {}

  /** The path, or URI, as it is shown. */
  public static String of(String path) {
    String working = Path.of("").toAbsolutePath() + "/";
    return path.startsWith(working) ? "./" + path.substring(working.length()) : path;
  }
}
