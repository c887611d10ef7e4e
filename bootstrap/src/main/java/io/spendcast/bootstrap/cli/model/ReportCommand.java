package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.run.ReportRun;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Writes the report of a run. */
@picocli.CommandLine.Command(
    description = "Write the report of a run as one HTML file that needs nothing else.")
public final class ReportCommand implements Command {
  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "The run; without it, the one saved last.")
  private RunId reported;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; without it, report-ID.html in this directory.")
  private Path out;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    ReportRun.Result report =
        session.parts().get(ReportRun.class).report(Optional.ofNullable(reported));
    String run = report.manifest().run().value();
    Path file =
        Optional.ofNullable(out).orElse(Path.of("report-" + run + ".html")).toAbsolutePath();
    write(file, report.page());
    Answer answer =
        Answer.done(
                Answer.outputs("run", run, "report", file.toString()),
                "The report of run %s is in %s.".formatted(run, file))
            .withVerdict(report.manifest().training().map(t -> t.judgement().verdict()));
    return report
        .manifest()
        .registration()
        .map(Registration::version)
        .map(answer::about)
        .orElse(answer);
  }

  private static void write(Path file, String page) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write the report to %s: %s.".formatted(file, e),
          "Name another file with --out.",
          e);
    }
  }
}
