package io.spendcast.adapters.spark.table;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths in the form of Spark and Hadoop, where a text is taken as it is and nothing in it is
 * escaped, except a letter that would be part of a pattern.
 */
public final class SparkPaths {
  private static final Pattern PATTERN_LETTER = Pattern.compile("[\\[\\]{}*?\\\\]");
  private static final String FILE = "file:";

  private SparkPaths() {}

  /** A path of this machine; a bare one would be looked up on the cluster's default file system. */
  public static String local(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri()).toString();
  }

  /** For readers that take patterns: one that only the path itself matches. */
  public static String literal(String path) {
    return PATTERN_LETTER
        .matcher(path)
        .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }

  /** The path that a {@code file:} URI escapes; any other text stays as it is. */
  public static String decoded(String location) {
    if (!location.startsWith(FILE)) {
      return location;
    }
    try {
      String path = new URI(location.replace(" ", "%20")).getSchemeSpecificPart();
      return path.startsWith("//") ? path.substring(2) : path;
    } catch (URISyntaxException e) {
      return location;
    }
  }
}
