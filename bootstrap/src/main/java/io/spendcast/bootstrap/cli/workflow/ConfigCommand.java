package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.settings.Setting;
import io.spendcast.bootstrap.wiring.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the configuration in effect. */
@picocli.CommandLine.Command(
    description =
        "Show the settings in effect, each with its origin, as a configuration file; secrets are"
            + " not shown.")
public final class ConfigCommand implements Command {
  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public Answer perform(Session session) {
    List<Setting> values = session.config().values();
    Map<String, Object> settings = new LinkedHashMap<>();
    values.forEach(
        value ->
            settings.put(
                value.key(),
                Answer.outputs("value", value.shown(), "origin", value.origin().text())));
    return Answer.done(Answer.outputs("settings", settings), yaml(values));
  }

  /** With full keys, which a configuration file may use too. */
  private static String yaml(List<Setting> values) {
    return values.stream()
        .flatMap(value -> value.lines().stream())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
