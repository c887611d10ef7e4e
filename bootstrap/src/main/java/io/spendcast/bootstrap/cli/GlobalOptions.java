package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.domain.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of every command; they may stand before its name or after it.
 *
 * @param sources where settings come from
 * @param run the run to begin or to go on with; empty begins one
 * @param json whether to answer with one JSON object
 * @param quiet whether to show no progress
 * @param verbose whether to show the stack trace of a failure
 */
record GlobalOptions(
    ConfigSources sources, Optional<RunId> run, boolean json, boolean quiet, boolean verbose) {
  private static final String CONFIG = "--config";
  private static final String PROFILE = "--profile";
  private static final String SET = "--set";
  private static final String PLUGIN = "--plugin";
  private static final String RUN_ID = "--run-id";
  private static final String JSON = "--json";
  private static final String QUIET = "--quiet";
  private static final String VERBOSE = "--verbose";

  static void addTo(CommandSpec command) {
    command
        .addOption(
            list(
                CONFIG,
                "FILE",
                Path.class,
                "Read settings from a file, to which its relative paths belong; later wins."))
        .addOption(one(PROFILE, "NAME", String.class, "databricks or databricks-mounts."))
        .addOption(
            list(
                SET,
                "KEY=VALUE",
                String.class,
                "Set one key; later wins. `spendcast config` lists them."))
        .addOption(
            list(
                PLUGIN,
                "MODULE_CLASS",
                String.class,
                "Replace adapters by those of a module on SPENDCAST_CLASSPATH."))
        .addOption(one(RUN_ID, "ID", RunId.class, "Begin, or go on with, this run."))
        .addOption(flag(JSON, "Print exactly one JSON object on standard output."))
        .addOption(flag(QUIET, "Show no progress on standard error."))
        .addOption(flag(VERBOSE, "Show the stack trace of a failure."))
        .mixinStandardHelpOptions(true);
  }

  /** The options of a command line that was understood. */
  static GlobalOptions of(ParseResult root) {
    List<ParseResult> levels =
        root.asCommandLineList().stream().map(c -> c.getParseResult()).toList();
    return new GlobalOptions(
        new ConfigSources(
            last(levels, PROFILE), all(levels, CONFIG), all(levels, SET), all(levels, PLUGIN)),
        last(levels, RUN_ID),
        isGiven(levels, JSON),
        isGiven(levels, QUIET),
        isGiven(levels, VERBOSE));
  }

  /** The options of a command line that was not understood. */
  static GlobalOptions of(List<String> arguments) {
    return new GlobalOptions(
        ConfigSources.NONE,
        Optional.empty(),
        arguments.contains(JSON),
        arguments.contains(QUIET),
        arguments.contains(VERBOSE));
  }

  private static <T> Optional<T> last(List<ParseResult> levels, String name) {
    return levels.stream()
        .filter(level -> level.hasMatchedOption(name))
        .reduce((first, second) -> second)
        .map(level -> level.matchedOption(name).<T>getValue());
  }

  private static <T> List<T> all(List<ParseResult> levels, String name) {
    return levels.stream()
        .filter(level -> level.hasMatchedOption(name))
        .flatMap(level -> level.matchedOption(name).<List<T>>getValue().stream())
        .toList();
  }

  private static boolean isGiven(List<ParseResult> levels, String name) {
    return levels.stream().anyMatch(level -> level.hasMatchedOption(name));
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).build();
  }

  private static OptionSpec one(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .arity("1")
        .type(type)
        .description(description)
        .build();
  }

  private static OptionSpec list(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .arity("1")
        .type(List.class)
        .auxiliaryTypes(type)
        .description(description)
        .build();
  }
}
