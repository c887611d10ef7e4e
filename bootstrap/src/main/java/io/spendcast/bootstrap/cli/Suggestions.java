package io.spendcast.bootstrap.cli;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What somebody may have meant who typed an unknown command or option.
 *
 * @param texts the nearest known ones
 */
record Suggestions(List<String> texts) {
  Suggestions(ParameterException refused) {
    this(
        refused instanceof UnmatchedArgumentException unmatched
            ? List.copyOf(unmatched.getSuggestions())
            : List.of());
  }
}
