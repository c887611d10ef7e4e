package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.ingest.ProposeSource;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.CheckOutputs;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.bootstrap.text.ProposalText;
import io.spendcast.bootstrap.text.ProposalYaml;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.proposal.Schedule;
import io.spendcast.domain.proposal.SourceProposal;
import io.spendcast.domain.proposal.sample.PreviewLine;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes a configuration for somebody's own sales. */
@picocli.CommandLine.Command(
    description = "Look at sales files or tables and propose a configuration that reads them.")
public final class InitCommand implements Command {
  private static final String NAME = "[a-z][a-z0-9]*(_[a-z0-9]+)*";
  private static final int LONGEST = 31;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files, folders, URIs or tables of the catalog: sales, returns, and what to join.")
  private List<String> places = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The configuration to write; ./spendcast-NAME.yaml if not given.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call the source; taken from the first path if not given.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--force", description = "Write over a file that is there already.")
  private boolean force;

  @Override
  public Need need() {
    return Need.DATA;
  }

  @Override
  public Answer perform(Session session) {
    String source = name.orElseGet(() -> SourceProposal.nameOf(places.get(0)));
    if (!source.matches(NAME) || source.length() > LONGEST) {
      return Answer.failed(
          ExitCode.USAGE,
          Failure.usage(
              "--name must be lower-case words of letters and digits joined by underscores, of at"
                  + " most 31 characters, not "
                  + source,
              "See `spendcast init --help`."));
    }
    Path file = out.orElseGet(() -> Path.of("spendcast-%s.yaml".formatted(source)));
    requireFree(file);
    ProposeSource.Result result =
        new ProposeSource(session.parts().get(SourceScout.class)).propose(places);
    String tables =
        ProposalYaml.of(source, result.proposal().tables(), path -> written(path, file));
    write(file, tables + schedule(session.config().settings(), result));
    Answer answer = Answer.done(outputs(source, file, result), text(source, file, result));
    return result.obstacle().map(answer::failing).orElse(answer);
  }

  /** Nothing if the history bears what the settings ask for, or if no schedule helps. */
  private static String schedule(Settings settings, ProposeSource.Result result) {
    Schedule wanted =
        new Schedule(
            settings.forecast().horizonDays(),
            settings.training().trainCount(),
            settings.training().testAsOfs());
    return result
        .check()
        .flatMap(SourceCheck::salesDays)
        .flatMap(days -> Schedule.of(days, wanted))
        .filter(borne -> !borne.equals(wanted))
        .map(ProposalYaml::of)
        .orElse("");
  }

  private void requireFree(Path file) {
    if (Files.exists(file) && !force) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write %s: it is there already.".formatted(file),
          "Name another file with --out, or write over it with --force.");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write %s: %s.".formatted(file, e),
          "Name another file with --out.",
          e);
    }
  }

  /** Relative paths in a configuration belong to the file, those of the command line do not. */
  private static String written(String path, Path file) {
    if (path.startsWith("/") || path.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")) {
      return path;
    }
    Path from = file.toAbsolutePath().normalize().getParent();
    String relative = from.relativize(Path.of(path).toAbsolutePath().normalize()).toString();
    return relative.startsWith("..") ? relative : "./" + relative;
  }

  private static String text(String source, Path file, ProposeSource.Result result) {
    StringBuilder text = new StringBuilder();
    text.append("Proposed for %s, in %s%n".formatted(source, file));
    result.proposal().tables().forEach(table -> text.append(ProposalText.of(table)));
    result
        .proposal()
        .ignored()
        .forEach((where, why) -> text.append("not used: %s: %s%n".formatted(where, why)));
    text.append('\n').append(ProposalText.doubts(result.proposal().doubts())).append('\n');
    result.preview().ifPresent(preview -> text.append(ProposalText.of(preview)));
    if (result.obstacle().isEmpty()) {
      text.append("%nRead %s, then: ./spendcast run --config %s%n".formatted(file, file));
    }
    return text.toString();
  }

  private static Map<String, Object> columns(LineColumns columns) {
    Map<String, Object> fields = Answer.outputs("customer", columns.customer());
    columns.order().ifPresent(order -> fields.put("order", order));
    columns.item().ifPresent(item -> fields.put("item", item));
    fields.put("date", columns.day());
    fields.put("quantity", columns.quantity());
    fields.put("amount", columns.amount());
    columns.category().ifPresent(category -> fields.put("category", category));
    return fields;
  }

  private static Map<String, Object> outputs(
      String source, Path file, ProposeSource.Result result) {
    Map<String, Object> outputs =
        Answer.outputs(
            "name", source,
            "file", file.toString(),
            "tables", result.proposal().tables().stream().map(InitCommand::table).toList(),
            "ignored", result.proposal().ignored(),
            "unsure", result.proposal().doubts());
    result
        .preview()
        .ifPresent(
            preview -> {
              outputs.put("lines", preview.lines().stream().map(InitCommand::line).toList());
              outputs.put("check", CheckOutputs.fields(preview.check()));
            });
    return outputs;
  }

  private static Map<String, Object> table(ProposedTable proposed) {
    OwnTable table = proposed.table();
    return Answer.outputs(
        "name", table.name(),
        "channel", table.channel().name(),
        "flow", table.flow().name().toLowerCase(Locale.ROOT),
        "location", table.lines().location(),
        "format", table.lines().format().name().toLowerCase(Locale.ROOT),
        "options", table.lines().options(),
        "columns", columns(table.columns()));
  }

  private static Map<String, Object> line(PreviewLine line) {
    return Answer.outputs(
        "table", line.table(),
        "customer", line.customer(),
        "order", line.order(),
        "item", line.item().orElse(null),
        "day", line.day().toString(),
        "quantity", line.quantity(),
        "amount", line.amount(),
        "flow", line.flow().name());
  }
}
