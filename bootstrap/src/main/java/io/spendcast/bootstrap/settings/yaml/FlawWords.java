package io.spendcast.bootstrap.settings.yaml;

import java.util.Locale;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says the library's complaints in words that name the remedy. */
final class FlawWords {
  private FlawWords() {}

  static String of(MarkedYAMLException refused) {
    String problem = refused.getProblem();
    if (problem == null) {
      return ofContext(refused.getContext());
    }
    if (problem.contains("'\\t(TAB)'")) {
      return "a tab stands where blanks belong";
    }
    if (problem.contains("that cannot start any token")) {
      String letter = problem.replaceFirst(".*found character '(.*?)' .*", "$1");
      return "a value begins with %s; put it in quotes".formatted(letter);
    }
    if (problem.startsWith("found undefined alias")) {
      return "%s is no anchor; put a text that begins with * in quotes"
          .formatted(problem.substring("found undefined alias".length()).strip());
    }
    return problem.startsWith("mapping values are not allowed")
        ? "a second colon stands in the line; put a text with a colon in quotes"
        : inOneLine(problem);
  }

  private static String ofContext(String context) {
    return context == null ? "it cannot be read" : inOneLine(context);
  }

  static String of(ReaderException refused) {
    return String.format(
        Locale.ROOT, "the character U+%04X is not allowed", refused.getCodePoint());
  }

  /** The bounds come without a line. */
  static String of(YAMLException refused) {
    String message = String.valueOf(refused.getMessage());
    if (message.contains("Nesting Depth")) {
      return "maps and lists stand in each other more than 50 deep";
    }
    return message.contains("aliases") ? "it has too many aliases" : inOneLine(message);
  }

  private static String inOneLine(String message) {
    return message.lines().map(String::strip).findFirst().orElse("it cannot be read");
  }
}
