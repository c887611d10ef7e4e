package io.spendcast.bootstrap;

import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.text.ScrubbedStream;
import io.spendcast.bootstrap.text.Scrubber;
import io.spendcast.bootstrap.wiring.Wiring;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Runs one command, on a laptop, on a cluster or as a Databricks JAR task. */
public final class Main {
  private Main() {}

  /**
   * Ends the process with the command's code. On Databricks, under {@code spark-submit} and where a
   * Spark session is there already, the process belongs to somebody else: returns, or throws to
   * fail.
   *
   * @throws IllegalStateException there, with what went wrong and what to do
   */
  public static void main(String[] arguments) {
    if (ConfigLoader.isOnDatabricks() || (isCalled() && SparkAdapters.areGuests())) {
      runAsGuest(List.of(arguments));
    } else {
      System.exit(runAsProcess(List.of(arguments)).number());
    }
  }

  /** Whether somebody's code called, and not Java itself: only then can a session be there. */
  private static boolean isCalled() {
    return StackWalker.getInstance().walk(frames -> frames.skip(2).findFirst()).isPresent();
  }

  private static void runAsGuest(List<String> arguments) {
    Scrubber scrubber = Scrubber.of(ConfigLoader.environment());
    Program program =
        program(
            ScrubbedStream.printing(System.out, scrubber),
            ScrubbedStream.printing(System.err, scrubber));
    ExitCode exit = program.run(arguments);
    if (exit != ExitCode.DONE) {
      throw new IllegalStateException(
          "%s (exit code %s, %s)"
              .formatted(scrubber.scrub(program.problem()), exit.number(), exit));
    }
  }

  private static ExitCode runAsProcess(List<String> arguments) {
    // Delta names its files by %020d, in the digits of the locale: in Arabic it finds no table.
    Locale.setDefault(Locale.ROOT);
    LogFile.open();
    Scrubber scrubber = Scrubber.of(ConfigLoader.environment());
    PrintStream out = scrubbed(FileDescriptor.out, scrubber);
    PrintStream err = scrubbed(FileDescriptor.err, scrubber);
    // What libraries print must not get between the answer's lines.
    System.setOut(err);
    Program program = program(out, err);
    int interrupted = ExitCode.INTERRUPTED.number();
    Signals.onEnd(
        () -> {
          program.interrupt();
          System.exit(interrupted);
        },
        interrupted);
    Runtime.getRuntime().addShutdownHook(new Thread(program::abandon, "answer-abandon"));
    return program.run(arguments);
  }

  private static Program program(PrintStream out, PrintStream err) {
    return new Program(new Wiring(Clock.systemUTC()), Clock.systemUTC(), out, err);
  }

  /** In UTF-8, and without the secrets of the environment, whoever says them. */
  private static PrintStream scrubbed(FileDescriptor descriptor, Scrubber scrubber) {
    return ScrubbedStream.printing(new FileOutputStream(descriptor), scrubber);
  }
}
