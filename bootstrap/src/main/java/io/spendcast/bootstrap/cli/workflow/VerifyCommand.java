package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.done.VerifyLake;
import io.spendcast.application.done.VerifyLake.Checked;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.TextTable;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Holds what is there against what was recorded. */
@picocli.CommandLine.Command(
    description =
        "Read every file of the tables, runs and models, and hold them against what the runs"
            + " recorded: rows, money, versions, digests. Changes nothing unless asked to.")
public final class VerifyCommand implements Command {
  @Option(
      names = "--set-aside",
      description =
          "Put damaged tables away and give damaged runs up, so that the next run makes them"
              + " again. Of published forecasts only the damaged files are put away.")
  private boolean setAside;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    VerifyLake verify = session.parts().get(VerifyLake.class);
    VerifyLake.Result found = setAside ? verify.setAside() : verify.verify();
    Answer answer = Answer.done(outputs(found), text(found));
    return found.damaged().isEmpty() ? answer : answer.failing(failure(found));
  }

  private SpendcastException failure(VerifyLake.Result found) {
    List<Checked> damaged = found.damaged();
    Checked first = damaged.get(0);
    return new SpendcastException(
        Kind.INVALID,
        "Cannot rely on %s of %s things that were looked at. %s%s: %s."
            .formatted(
                damaged.size(),
                found.checked().size(),
                first.name(),
                first.task().map(task -> " (task " + task.label() + ")").orElse(""),
                first.state().damages().get(0)),
        setAside
            ? "What can be made again is out of the way now. Run `spendcast run`: it makes it again."
            : "Run `spendcast verify --set-aside`: it puts away what is damaged, and the next run"
                + " makes it again.");
  }

  private static Map<String, Object> outputs(VerifyLake.Result found) {
    Map<String, String> aside = new LinkedHashMap<>();
    found.aside().forEach((table, place) -> aside.put(table.value(), place));
    return Answer.outputs(
        "checked", found.checked().stream().map(VerifyCommand::fields).toList(),
        "damaged", found.damaged().size(),
        "set_aside", aside);
  }

  private static Map<String, Object> fields(Checked checked) {
    Map<String, Object> fields =
        Answer.outputs(
            "name", checked.name(),
            "task", checked.task().map(Task::label).orElse(null),
            "state", state(checked),
            "damages", checked.state().damages(),
            "remarks", checked.state().remarks());
    checked
        .version()
        .ifPresent(
            version -> {
              fields.put("version", version.version());
              fields.put("id", version.id());
            });
    checked.state().rows().ifPresent(rows -> fields.put("rows", rows));
    checked.state().money().ifPresent(money -> fields.put("money", money));
    checked.state().lastWhole().ifPresent(version -> fields.put("last_whole_version", version));
    return fields;
  }

  private static String state(Checked checked) {
    return checked.isDamaged() ? "damaged" : "whole";
  }

  private static String text(VerifyLake.Result found) {
    if (found.checked().isEmpty()) {
      return "There is nothing to look at yet: no run has left anything in the lake.";
    }
    TextTable table = new TextTable("Checked", "task", "version", "rows", "money", "state");
    found.checked().forEach(checked -> table.add(row(checked)));
    StringBuilder text = new StringBuilder(table.toString());
    found.checked().forEach(checked -> lines(checked).forEach(line -> text.append(line + "\n")));
    found
        .aside()
        .forEach((name, place) -> text.append("%s was put to %s\n".formatted(name, place)));
    return text.toString();
  }

  private static String[] row(Checked checked) {
    return new String[] {
      checked.name(),
      checked.task().map(Task::label).orElse("–"),
      checked.version().map(version -> "v" + version.version()).orElse("–"),
      checked.state().rows().isPresent()
          ? String.format(Locale.ROOT, "%,d", checked.state().rows().getAsLong())
          : "–",
      checked.state().money().map(money -> String.format(Locale.ROOT, "%,.2f", money)).orElse("–"),
      state(checked)
    };
  }

  private static Stream<String> lines(Checked checked) {
    Stream<String> damages =
        checked.state().damages().stream().map(why -> checked.name() + ": " + why);
    Stream<String> whole =
        checked.state().lastWhole().stream()
            .mapToObj(
                version ->
                    "%s: version %s is the last that is whole".formatted(checked.name(), version));
    Stream<String> remarks =
        checked.state().remarks().stream()
            .map(why -> "%s: %s (nothing is lost)".formatted(checked.name(), why));
    return Stream.of(damages, whole, remarks).flatMap(lines -> lines);
  }
}
