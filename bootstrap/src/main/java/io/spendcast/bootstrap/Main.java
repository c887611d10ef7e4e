package io.spendcast.bootstrap;

import io.spendcast.bootstrap.cli.ExitCode;
import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.wiring.Wiring;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Runs one command, on a laptop, on a cluster or as a Databricks JAR task. */
public final class Main {
  private Main() {}

  /**
   * Ends the process with the command's code; on Databricks, which forbids that, throws to fail.
   */
  public static void main(String[] arguments) {
    if (ConfigLoader.isOnDatabricks()) {
      ExitCode exit = program(System.out, System.err).run(List.of(arguments));
      if (exit != ExitCode.DONE) {
        throw new IllegalStateException(
            "spendcast ended with exit code %d (%s); the reason is in the task's standard error."
                .formatted(exit.number(), exit));
      }
    } else {
      System.exit(runAsProcess(List.of(arguments)).number());
    }
  }

  private static ExitCode runAsProcess(List<String> arguments) {
    LogFile.open();
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    // What libraries print must not get between the answer's lines.
    System.setOut(err);
    Program program = program(out, err);
    // An interrupted JVM ends with 130 by itself, after this.
    Runtime.getRuntime().addShutdownHook(new Thread(program::interrupt, "answer-interrupt"));
    return program.run(arguments);
  }

  private static Program program(PrintStream out, PrintStream err) {
    return new Program(new Wiring(Clock.systemUTC()), Clock.systemUTC(), out, err);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
