package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Fault;
import io.spendcast.bootstrap.cli.answer.Progress;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.Config;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.bootstrap.wiring.Parts;
import io.spendcast.bootstrap.wiring.Workshop;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** From arguments to an answer and an exit code; never ends the process. */
public final class Program {
  private static final Logger LOG = System.getLogger(Program.class.getName());
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Workshop workshop;
  private final Clock clock;
  private final PrintStream out;
  private final PrintStream err;
  private volatile Optional<Asked> asked = Optional.empty();
  private String problem = "";

  /** A program that speaks on these streams. */
  public Program(Workshop workshop, Clock clock, PrintStream out, PrintStream err) {
    this.workshop = workshop;
    this.clock = clock;
    this.out = out;
    this.err = err;
  }

  /** Runs one command. */
  public ExitCode run(List<String> arguments) {
    CommandLine line = Commands.line().setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    try {
      refuseTemplates(line, arguments);
      ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
      Optional<Integer> help = Optional.ofNullable(CommandLine.executeHelpRequest(parsed));
      return help.isPresent() ? helped() : perform(parsed);
    } catch (ParameterException e) {
      return usage(e.getCommandLine(), Mistake.of(e), GlobalOptions.of(arguments));
    }
  }

  private ExitCode helped() {
    if (!out.checkError()) {
      return ExitCode.DONE;
    }
    err.println("spendcast: " + Failure.lost().message());
    return ExitCode.UNAVAILABLE;
  }

  /** Why the last command failed and what to do; empty if it did not. */
  public String problem() {
    return problem;
  }

  /** Gives the answer of a command that is being interrupted, if it has given none. */
  public void interrupt() {
    asked.ifPresent(a -> a.console().answer(a.command().interrupted()));
  }

  /** Gives the answer of a command whose process is ended by nobody's signal. */
  public void abandon() {
    asked.ifPresent(a -> a.console().answer(Answer.failed(ExitCode.BUG, Failure.abandoned())));
  }

  /** A job's reference that the platform did not fill in comes as it was written. */
  private static void refuseTemplates(CommandLine line, List<String> arguments) {
    arguments.stream()
        .filter(argument -> argument.contains("{{"))
        .findFirst()
        .ifPresent(
            argument -> {
              throw new ParameterException(
                  line, "The platform did not fill in the argument " + argument);
            });
  }

  private ExitCode usage(CommandLine line, Mistake mistake, GlobalOptions options) {
    Console answering =
        new Console(
            out,
            err,
            line.getCommandName(),
            options,
            Optional.empty(),
            new Progress(silent(), clock));
    return give(
        answering, Answer.failed(ExitCode.USAGE, Failure.usage(mistake.message(), mistake.hint())));
  }

  private ExitCode perform(ParseResult parsed) {
    GlobalOptions options = GlobalOptions.of(parsed);
    CommandLine leaf = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    if (!(leaf.getCommand() instanceof Command command)) {
      return usage(leaf, Mistake.nothing(leaf), options);
    }
    if (options.run().isPresent() && !command.takesRunId()) {
      throw new ParameterException(
          leaf,
          "--run-id is for commands that run tasks, and %s runs none."
              .formatted(leaf.getCommandName()));
    }
    RunId run = options.run().orElseGet(() -> new RunId("run-" + RUN_ID.format(clock.instant())));
    Progress progress = new Progress(options.quiet() ? silent() : err, clock);
    Console answering =
        new Console(out, err, leaf.getCommandName(), options, Optional.of(run), progress);
    asked = Optional.of(new Asked(command, answering));
    note(run, "command=%s status=started".formatted(leaf.getCommandName()));
    ExitCode exit = give(answering, answer(command, run, progress, options));
    note(run, "command=%s exit=%s".formatted(leaf.getCommandName(), exit.number()));
    return exit;
  }

  private ExitCode give(Console answering, Answer answer) {
    problem = answer.failure().map(failure -> failure.message() + " " + failure.hint()).orElse("");
    return answering.answer(answer);
  }

  private Answer answer(Command command, RunId run, Progress progress, GlobalOptions options) {
    Config config;
    try {
      config = ConfigLoader.load(options.sources());
      workshop.check(config);
    } catch (SpendcastException e) {
      return Answer.failed(ExitCode.USAGE, Failure.of(e));
    } catch (Throwable e) {
      return fault(e, options);
    }
    config.warnings().forEach(warning -> err.println("spendcast: " + warning));
    // A deployment's run looks into the lake elsewhere.
    if (command.takesRunId() && command.need() == Need.PIPELINE) {
      progress.begins("%s in %s: looking at what is done".formatted(run, config.settings().lake()));
    }
    Heartbeat heart = Heartbeat.of(progress::tick);
    try (Parts parts = workshop.open(command.need(), config)) {
      return command.perform(
          new Session(config, parts, progress, run, thrown -> note(thrown, options)));
    } catch (Throwable e) {
      return fault(e, options);
    } finally {
      heart.close();
    }
  }

  /** Whatever is thrown, there is an answer. */
  private Answer fault(Throwable thrown, GlobalOptions options) {
    note(thrown, options);
    return Fault.of(thrown);
  }

  private static void note(RunId run, String what) {
    LOG.log(Level.INFO, "run={0} {1}", run, what);
  }

  private void note(Throwable failed, GlobalOptions options) {
    LOG.log(Level.ERROR, "failed", failed);
    if (options.verbose()) {
      failed.printStackTrace(err);
    }
  }

  /** What was asked last, and where it is answered. */
  private record Asked(Command command, Console console) {}

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
