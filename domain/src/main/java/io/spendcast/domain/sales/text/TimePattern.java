package io.spendcast.domain.sales.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Patterns of dates and times, such as {@code dd.MM.yyyy}, and the letters people mix up. */
public final class TimePattern {
  private static final Pattern RUNS = Pattern.compile("'[^']*'|([A-Za-z])\\1*");

  private TimePattern() {}

  /** Which letter of a pattern means something else than its author thought; empty if none does. */
  public static Optional<String> problem(String pattern) {
    List<String> runs =
        RUNS.matcher(pattern)
            .results()
            .map(MatchResult::group)
            .filter(run -> !run.startsWith("'"))
            .toList();
    return IntStream.range(0, runs.size())
        .mapToObj(i -> problem(runs, i))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(List<String> runs, int at) {
    String run = runs.get(at);
    return switch (run.charAt(0)) {
      case 'Y' -> Optional.of("Y is the year of a week, the year is y: write yyyy");
      case 'D' ->
          Optional.of("D is the day of the year, the day of the month is d: write dd")
              .filter(text -> run.length() != 3);
      case 'm' ->
          Optional.of("m is the minute, the month is M: write MM")
              .filter(text -> !isAfter(runs, at, "Hhk") && !isBefore(runs, at, "s"));
      case 'M' ->
          Optional.of("M is the month, the minute is m: write mm")
              .filter(text -> isAfter(runs, at, "Hhk"));
      case 'h' ->
          Optional.of("h is an hour of half a day and needs a, the hour of the day is H: write HH")
              .filter(text -> runs.stream().noneMatch(other -> other.startsWith("a")));
      case 'S' ->
          Optional.of("S is the fraction of a second, the second is s: write ss")
              .filter(text -> isAfter(runs, at, "m"));
      default -> Optional.empty();
    };
  }

  private static boolean isAfter(List<String> runs, int at, String letters) {
    return at > 0 && letters.indexOf(runs.get(at - 1).charAt(0)) >= 0;
  }

  private static boolean isBefore(List<String> runs, int at, String letters) {
    return at + 1 < runs.size() && letters.indexOf(runs.get(at + 1).charAt(0)) >= 0;
  }
}
