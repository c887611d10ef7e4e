package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ExportContext;
import io.spendcast.application.online.ForecastContext;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Writes what a service needs. */
@picocli.CommandLine.Command(
    description =
        "Write all that a service needs to forecast one customer at a time, without Spark and"
            + " without the lake, as the newest batch does.")
public final class ContextCommand implements Command {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it, as JSON, in place of a file that is there.")
  private Path out = Path.of("");

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    ForecastContext context = session.parts().get(ExportContext.class).export();
    Path file = out.toAbsolutePath();
    write(ContextFile.write(context), file);
    return Answer.done(
        Answer.outputs(
            "as_of_date", context.asOf().toString(),
            "model_name", context.name().value(),
            "model_version", context.version(),
            "file", file.toString()),
        "The context of %s version %s as of %s is in %s.\n"
            .formatted(context.name(), context.version(), context.asOf(), file));
  }

  /** A service that reads it meanwhile finds the one before or this one, whole. */
  private static void write(String text, Path file) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write the context to %s: %s.".formatted(file, e),
          "Name another file with --out.",
          e);
    }
  }
}
