package io.spendcast.bootstrap.cli;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Progress;
import io.spendcast.domain.RunId;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Gives the answer of one command: exactly once, though an interrupt may come at any time.
 *
 * <p>Standard output carries the answer alone, everything else goes to standard error.
 */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final String command;
  private final GlobalOptions options;
  private final Optional<RunId> run;
  private final Progress progress;
  private boolean answered;

  Console(
      PrintStream out,
      PrintStream err,
      String command,
      GlobalOptions options,
      Optional<RunId> run,
      Progress progress) {
    this.out = out;
    this.err = err;
    this.command = command;
    this.options = options;
    this.run = run;
    this.progress = progress;
  }

  synchronized ExitCode answer(Answer answer) {
    if (answered) {
      return ExitCode.INTERRUPTED;
    }
    answered = true;
    if (options.json()) {
      out.println(JsonAnswer.of(command, run, progress, answer));
    } else if (!answer.text().isEmpty()) {
      out.println(answer.text().stripTrailing());
    }
    answer.failure().ifPresent(this::explain);
    return out.checkError() ? lost(answer) : answer.exit();
  }

  /** A full disk, or a pipe that nobody reads any more. */
  private ExitCode lost(Answer answer) {
    explain(Failure.lost());
    return answer.exit() == ExitCode.DONE ? ExitCode.UNAVAILABLE : answer.exit();
  }

  private void explain(Failure failure) {
    err.println("spendcast: " + failure.message());
    err.println(failure.hint());
  }
}
