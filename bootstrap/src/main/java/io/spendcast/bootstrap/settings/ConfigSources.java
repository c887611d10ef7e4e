package io.spendcast.bootstrap.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was asked to win over the defaults, in rising order.
 *
 * @param profile a packaged set of settings, such as {@code databricks}
 * @param files configuration files; later wins
 * @param assignments of the form {@code key=value}; later wins
 * @param plugins classes besides those of {@code plugins}
 */
public record ConfigSources(
    Optional<String> profile, List<Path> files, List<String> assignments, List<String> plugins) {
  /** Nothing: the defaults. */
  public static final ConfigSources NONE =
      new ConfigSources(Optional.empty(), List.of(), List.of());

  /** Copies the lists. */
  public ConfigSources {
    files = List.copyOf(files);
    assignments = List.copyOf(assignments);
    plugins = List.copyOf(plugins);
  }

  /** Settings alone. */
  public ConfigSources(Optional<String> profile, List<Path> files, List<String> assignments) {
    this(profile, files, assignments, List.of());
  }
}
