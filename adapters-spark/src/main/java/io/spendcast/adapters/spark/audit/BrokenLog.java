package io.spendcast.adapters.spark.audit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * A log of which files are damaged. Without some of its files it is the log of an earlier version,
 * which is better than none.
 *
 * @param files all files of the log
 * @param damaged those that are not as they were written
 */
record BrokenLog(List<Path> files, Set<Path> damaged) {
  private static final Pattern VERSION = Pattern.compile("([0-9]{20})\\..*");
  private static final String COMMIT = ".json";
  private static final String CHECKPOINT = ".checkpoint.parquet";
  private static final String LAST = "_last_checkpoint";

  /** The files without which the rest can be read. */
  Set<Path> unusable() {
    Set<Path> unusable = new LinkedHashSet<>(damaged);
    long checkpoint =
        files.stream()
            .filter(file -> file.getName().endsWith(CHECKPOINT) && !damaged.contains(file))
            .mapToLong(BrokenLog::version)
            .max()
            .orElse(-1);
    OptionalLong gap =
        damaged.stream()
            .filter(file -> file.getName().endsWith(COMMIT))
            .mapToLong(BrokenLog::version)
            .filter(version -> version > checkpoint)
            .min();
    // Nothing after a commit that is missing can be read.
    gap.ifPresent(
        first -> files.stream().filter(file -> version(file) >= first).forEach(unusable::add));
    if (!unusable.isEmpty()) {
      // Delta finds the checkpoint by itself, and trusts this file more.
      files.stream().filter(file -> file.getName().equals(LAST)).forEach(unusable::add);
    }
    return unusable;
  }

  private static long version(Path file) {
    Matcher matcher = VERSION.matcher(file.getName());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
