package io.spendcast.adapters.spark.ingest.scout;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Patterns that match some files of a folder and none of the others. */
final class FilePattern {
  private FilePattern() {}

  /** What the names of these files begin with, and a star; empty if that matches others, too. */
  static Optional<String> of(List<DataFile> group, List<DataFile> all) {
    String first = group.get(0).location();
    int length = first.length();
    for (DataFile file : group) {
      length = Math.min(length, common(first, file.location()));
    }
    String begin = first.substring(0, length);
    boolean withinOneFolder =
        group.stream().allMatch(file -> file.location().indexOf('/', begin.length()) < 0);
    Set<String> matched =
        all.stream()
            .map(DataFile::location)
            .filter(location -> location.startsWith(begin))
            .collect(Collectors.toCollection(HashSet::new));
    group.forEach(file -> matched.remove(file.location()));
    boolean plain = !begin.matches(".*[*?\\[\\]{}\\\\].*") && !begin.endsWith("/");
    return matched.isEmpty() && withinOneFolder && plain
        ? Optional.of(begin + "*")
        : Optional.empty();
  }

  private static int common(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }
}
