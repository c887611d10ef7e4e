package io.spendcast.domain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path below some directory that came from outside: from a file, a server or an archive. It never
 * leads out of that directory.
 *
 * @param value names with slashes between them; never absolute, no {@code .} or {@code ..}, nothing
 *     that another program would decode to these
 */
public record RelativePath(String value) {
  private static final Pattern ENCODED =
      Pattern.compile("%(2e|2f|5c|25|00)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern DRIVE = Pattern.compile("[a-zA-Z]:.*");
  private static final List<String> TRICKS = List.of("", ".", "..");

  /**
   * Checks the form.
   *
   * @throws SpendcastException {@code INVALID} if it is another
   */
  public RelativePath {
    if (value.startsWith("/") || DRIVE.matcher(value).matches()) {
      throw refused(value, "it is absolute");
    }
    if (value.indexOf('\\') >= 0 || CONTROL.matcher(value).find()) {
      throw refused(value, "it has characters that no file of ours has");
    }
    if (ENCODED.matcher(value).find()) {
      throw refused(value, "it hides dots or slashes");
    }
    if (Arrays.stream(value.split("/", -1)).anyMatch(TRICKS::contains)) {
      throw refused(value, "its parts are not all names");
    }
  }

  /**
   * Where it is below a directory.
   *
   * @throws SpendcastException {@code INVALID} if a symbolic link is on the way
   */
  public Path below(Path directory) {
    Path path = directory;
    for (String part : value.split("/", -1)) {
      path = path.resolve(part);
      if (Files.isSymbolicLink(path)) {
        throw refused(value, "%s is a symbolic link".formatted(path));
      }
    }
    return path;
  }

  private static SpendcastException refused(String value, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot use the path \"%s\": %s.".formatted(CONTROL.matcher(value).replaceAll("?"), why),
        "Nothing was read or written there. Find out who wrote it, and remove what names it.");
  }

  @Override
  public String toString() {
    return value;
  }
}
