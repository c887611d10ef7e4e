package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.format.ModelDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digests of files as they were written, kept beside the tree. The last line is a digest of the
 * others, so that a damaged list is not taken for one of damaged files.
 *
 * @param list the file that holds them
 */
record WrittenFiles(Store store, Path list) {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
  private static final Pattern END = Pattern.compile("end ([0-9a-f]{64})");

  /** Those of a registered model. */
  static WrittenFiles ofModel(Store store, Path folder) {
    return new WrittenFiles(
        store, store.digests().resolve("models").resolve(folder.getFileName().toString()));
  }

  /** The digests by path; empty if nobody wrote them down, or the list itself is damaged. */
  Optional<Map<String, String>> read() throws IOException {
    if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    // Not as strict text, since a damaged list need not be any.
    String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
    Map<String, String> sums = new TreeMap<>();
    Optional<String> end = Optional.empty();
    for (String line : text.split("\n", -1)) {
      Matcher file = LINE.matcher(line);
      Matcher last = END.matcher(line);
      if (file.matches()) {
        sums.put(file.group(2), file.group(1));
      } else if (last.matches()) {
        end = Optional.of(last.group(1));
      }
    }
    return end.filter(sum -> sum.equals(ModelDigest.of(sums))).map(sum -> sums);
  }

  /** Whether there is a list, be it damaged. */
  boolean isThere() {
    return Files.exists(list, LinkOption.NOFOLLOW_LINKS);
  }

  void write(Map<String, String> sums) throws IOException {
    StringBuilder lines = new StringBuilder();
    sums.forEach((path, sum) -> lines.append(sum + "  " + path + "\n"));
    store.write(list, lines + "end " + ModelDigest.of(sums) + "\n");
  }

  /** Those of all files below a directory. */
  static Map<String, String> below(Path directory) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (Path path : FileTree.walk(directory)) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        sums.put(directory.relativize(path).toString().replace('\\', '/'), Checksum.of(path));
      }
    }
    return sums;
  }

  /** How a file differs from what was written. */
  static Optional<String> difference(Path directory, String path, String sum) throws IOException {
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(path + " is gone");
    }
    return Checksum.of(file).equals(sum) ? Optional.empty() : Optional.of(path + " was changed");
  }
}
