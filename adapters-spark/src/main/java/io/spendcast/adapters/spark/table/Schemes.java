package io.spendcast.adapters.spark.table;

import io.spendcast.adapters.spark.table.fault.Printable;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Makes places that people write into paths of Hadoop, as far as this build knows their kind. */
public final class Schemes {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):.*");
  private static final List<String> USUAL =
      List.of("file", "hdfs", "s3a", "abfss", "abfs", "wasbs", "gs", "dbfs", "oss");

  /** They have classes, which cannot list a folder. */
  private static final List<String> UNLISTED = List.of("http", "https");

  private final Configuration hadoop;

  /** The schemes of this configuration. */
  public Schemes(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * The path of a location. A name that looks like a URI is the file's own if there is such a file.
   *
   * @throws SpendcastException {@code INVALID} if this build does not know the scheme
   */
  public Path path(String location) {
    Optional<String> scheme = scheme(location);
    if (scheme.isEmpty() || isLocal(location)) {
      return new Path(null, null, java.nio.file.Path.of(location).toAbsolutePath().toString());
    }
    if (scheme.get().length() == 1) {
      throw refused(
          location,
          "it is a path of Windows",
          "Give a path of this system; in WSL, C:\\ is /mnt/c.");
    }
    requireKnown(location, scheme.get());
    try {
      return new Path(location);
    } catch (IllegalArgumentException e) {
      throw refused(location, "it is no path", "Correct the path.");
    }
  }

  private static Optional<String> scheme(String location) {
    Matcher matcher = SCHEME.matcher(location);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static boolean isLocal(String location) {
    try {
      return Files.exists(java.nio.file.Path.of(location));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void requireKnown(String location, String scheme) {
    if (!isKnown(scheme)) {
      throw refused(
          location,
          "this build does not know " + scheme + ":",
          (scheme.equals("s3") && isKnown("s3a") ? "Write s3a: instead. " : "")
              + "It knows "
              + USUAL.stream().filter(this::isKnown).collect(Collectors.joining(":, ", "", ":"))
              + "; copy the files here, or run on a cluster that has the classes of others.");
    }
  }

  private boolean isKnown(String scheme) {
    try {
      return !UNLISTED.contains(scheme) && FileSystem.getFileSystemClass(scheme, hadoop) != null;
    } catch (IOException | RuntimeException | LinkageError e) {
      // Hadoop wraps a class that is missing in a plain RuntimeException.
      return false;
    }
  }

  private static SpendcastException refused(String location, String why, String hint) {
    return new SpendcastException(
        Kind.INVALID, "Cannot use %s: %s.".formatted(Printable.of(location), why), hint);
  }
}
