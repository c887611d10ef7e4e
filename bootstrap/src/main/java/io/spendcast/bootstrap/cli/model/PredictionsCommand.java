package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.prediction.ShowPredictions;
import io.spendcast.application.prediction.WantedPredictions;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.PredictionOutputs;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.PredictionsText;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.panel.Property;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Shows the newest forecasts, or writes them to a file. */
@picocli.CommandLine.Command(
    description = "Show the newest forecasts, the highest first, or write them to a file.")
public final class PredictionsCommand implements Command {
  private static final int SHOWN = 20;

  /** What people type, and how the segments of a forecast call it. */
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "channel", "channel mix",
          "channel mix", "channel mix",
          "channel_mix", "channel mix",
          "tenure", "tenure",
          "value", "value");

  @Option(names = "--customer", paramLabel = "ID", description = "Only of this customer.")
  private Optional<String> customer = Optional.empty();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "At most so many; without it 20, or all of them with --out.")
  private Optional<Integer> top = Optional.empty();

  @Option(
      names = "--segment",
      paramLabel = "KIND=NAME",
      description =
          "Only customers of a segment: channel=several, channel=\"web only\" (any channel),"
              + " tenure=\"under 90 days\", tenure=\"90 days to a year\", tenure=\"one to two"
              + " years\", tenure=\"two years or more\", value=\"top tenth\", value=\"next four"
              + " tenths\", value=\"lower half\".")
  private Optional<String> segment = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Of this run; without it, the newest as-of date.")
  private Optional<RunId> run = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write them, with all columns and segments, to this .csv or .parquet file, in place of one"
              + " that is there.")
  private Optional<String> out = Optional.empty();

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    return problem()
        .map(
            problem ->
                Answer.failed(
                    ExitCode.USAGE, Failure.usage(problem, "See `spendcast predictions --help`.")))
        .orElseGet(() -> shown(session.parts().get(ShowPredictions.class)));
  }

  private Optional<String> problem() {
    if (top.filter(most -> most < 1).isPresent()) {
      return Optional.of("--top must be at least 1, not " + top.get());
    }
    if (customer.filter(String::isBlank).isPresent()) {
      return Optional.of("--customer must be the number or name of a customer, not blank");
    }
    if (out.filter(file -> !file.toLowerCase(Locale.ROOT).matches(".+\\.(csv|parquet)"))
        .isPresent()) {
      return Optional.of("--out must end with .csv or .parquet, not " + out.get());
    }
    return segment
        .filter(text -> property(text).isEmpty())
        .map(
            text ->
                "--segment must be channel=…, tenure=… or value=…, such as value=\"top tenth\", not "
                    + text);
  }

  private static Optional<Property> property(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? Optional.empty()
        : Optional.ofNullable(
                DIMENSIONS.get(text.substring(0, equals).strip().toLowerCase(Locale.ROOT)))
            .map(dimension -> new Property(dimension, text.substring(equals + 1).strip()));
  }

  private Answer shown(ShowPredictions predictions) {
    ShowPredictions.Result found =
        predictions.show(
            new WantedPredictions(
                run,
                customer.map(CustomerId::new),
                segment.flatMap(PredictionsCommand::property),
                top.orElse(out.isPresent() ? Integer.MAX_VALUE : SHOWN)),
            out.map(PredictionsCommand::place));
    Map<String, Object> outputs = PredictionOutputs.of(found);
    outputs.put("file", out.map(PredictionsCommand::place).orElse(null));
    return Answer.done(outputs, PredictionsText.of(found) + written(found));
  }

  private String written(ShowPredictions.Result found) {
    return out.map(
            file ->
                String.format(Locale.ROOT, "%,d of them are in %s.%n", found.rows(), place(file)))
        .orElse("");
  }

  /** A path of this machine belongs to the working directory; a URI stays as it is. */
  private static String place(String file) {
    return file.contains(":/") ? file : Path.of(file).toAbsolutePath().toString();
  }
}
