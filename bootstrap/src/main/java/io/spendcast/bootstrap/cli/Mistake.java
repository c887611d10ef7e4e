package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.section.Nearest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What somebody typed that cannot be understood, and what he may have meant.
 *
 * @param message what is wrong
 * @param hint what to type instead
 */
record Mistake(String message, String hint) {
  /** Why the command line was refused. */
  static Mistake of(ParameterException refused) {
    CommandLine line = refused.getCommandLine();
    String help = "See `%s --help`.".formatted(line.getCommandSpec().qualifiedName());
    return refused instanceof UnmatchedArgumentException unmatched
        ? unmatched(unmatched, line, help)
        : new Mistake(refused.getMessage(), help);
  }

  /** No command was named. */
  static Mistake nothing(CommandLine line) {
    return new Mistake("Say which command to run.", commands(line));
  }

  private static Mistake unmatched(
      UnmatchedArgumentException refused, CommandLine line, String help) {
    List<String> words = refused.getUnmatched();
    String word = words.get(0);
    if (word.startsWith("-")) {
      return option(refused, words, line, help);
    }
    return line.getSubcommands().isEmpty()
        ? new Mistake("%s does not take \"%s\".".formatted(line.getCommandName(), word), help)
        : command(word, line);
  }

  private static Mistake command(String word, CommandLine line) {
    String meant =
        Nearest.to(word, line.getSubcommands().keySet())
            .map("; did you mean %s?"::formatted)
            .orElse(".");
    return new Mistake("There is no command %s%s".formatted(word, meant), commands(line));
  }

  /** Settings are set in another way; people try them as options. */
  private static Mistake option(
      UnmatchedArgumentException refused, List<String> words, CommandLine line, String help) {
    String name = words.get(0).replaceFirst("=.*", "");
    String problem = "%s has no option %s.".formatted(line.getCommandName(), name);
    Optional<String> key = ConfigLoader.keyMeantBy(name.replaceFirst("^-+", ""));
    if (key.isPresent()) {
      return new Mistake(
          problem, "Set it with --set %s=%s. %s".formatted(key.get(), value(words), help));
    }
    String meant = String.join(" or ", refused.getSuggestions());
    return new Mistake(
        problem, meant.isEmpty() ? help : "Did you mean %s? %s".formatted(meant, help));
  }

  private static String value(List<String> words) {
    String first = words.get(0);
    if (first.contains("=")) {
      return first.substring(first.indexOf('=') + 1);
    }
    return words.size() > 1 && !words.get(1).startsWith("--") ? words.get(1) : "VALUE";
  }

  private static String commands(CommandLine line) {
    return "The commands are %s. See `spendcast help COMMAND`."
        .formatted(String.join(", ", line.getSubcommands().keySet()));
  }
}
