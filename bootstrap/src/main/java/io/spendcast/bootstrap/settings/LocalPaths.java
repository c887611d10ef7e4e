package io.spendcast.bootstrap.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes local paths absolute. Relative ones begin in a directory, {@code ~} and {@code $HOME} are
 * the home; whatever has a scheme but {@code file:}, and what is absolute already, stays as it is.
 *
 * @param directory where relative paths begin
 * @param home the directory of the one who runs this
 */
record LocalPaths(Path directory, Path home) {
  private static final String FILE = "file:";
  private static final Pattern ABSOLUTE =
      Pattern.compile("/.*|[A-Za-z][A-Za-z0-9+.-]*:/.*|catalog:.*|[A-Za-z]:\\\\.*", Pattern.DOTALL);
  private static final Pattern HOME =
      Pattern.compile("(~|\\$HOME|\\$\\{HOME\\})(/.*)?", Pattern.DOTALL);
  private static final Pattern OTHERS = Pattern.compile("[~$].*", Pattern.DOTALL);
  private static final Map<String, String> ESCAPES =
      Map.of("%", "%25", " ", "%20", "#", "%23", "?", "%3F", "[", "%5B", "]", "%5D");

  /** The path made absolute; empty if it begins with something that only a shell understands. */
  Optional<String> path(String text) {
    var home = HOME.matcher(text);
    if (home.matches()) {
      return Optional.of(
          below(home().toString(), "." + Optional.ofNullable(home.group(2)).orElse("")));
    }
    if (text.isBlank() || ABSOLUTE.matcher(text).matches()) {
      return Optional.of(text);
    }
    return OTHERS.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(below(directory.toAbsolutePath().toString(), text));
  }

  /** A URI whose path, if it is a local one, was made absolute; another URI as it is. */
  Optional<String> uri(String text) {
    return text.startsWith(FILE)
        ? encoded().path(text.substring(FILE.length())).map(FILE::concat)
        : Optional.of(text);
  }

  /** In a URI the directories' names are escaped, while what was written is a URI already. */
  private LocalPaths encoded() {
    return new LocalPaths(encoded(directory.toAbsolutePath()), encoded(home));
  }

  private static Path encoded(Path path) {
    StringBuilder uri = new StringBuilder();
    path.toString()
        .chars()
        .mapToObj(Character::toString)
        .forEach(letter -> uri.append(ESCAPES.getOrDefault(letter, letter)));
    return Path.of(uri.toString());
  }

  private static String below(String directory, String text) {
    String rest = text;
    while (rest.startsWith("./")) {
      rest = rest.substring(2).replaceFirst("^/+", "");
    }
    String base = directory.endsWith("/") ? directory : directory + "/";
    return rest.isEmpty() || rest.equals(".") ? directory : base + rest;
  }
}
