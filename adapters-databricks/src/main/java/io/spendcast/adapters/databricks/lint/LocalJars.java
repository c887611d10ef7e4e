package io.spendcast.adapters.databricks.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The jars that a definition names by their paths beside it.
 *
 * @param folder of the definition; empty if it was not written yet
 */
public record LocalJars(Optional<Path> folder) {
  /** What is on the platform or a store, comes from a variable, or is a pattern of names. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("/(Volumes|Workspace)/.*|[a-z0-9]+:.*|.*(\\$\\{|\\{\\{|\\*).*");

  /** The jars of a definition that was not written yet. */
  public static final LocalJars UNWRITTEN = new LocalJars(Optional.empty());

  public boolean isMissing(String jar) {
    return !ELSEWHERE.matcher(jar).matches()
        && folder.filter(place -> !Files.isRegularFile(place.resolve(jar))).isPresent();
  }
}
