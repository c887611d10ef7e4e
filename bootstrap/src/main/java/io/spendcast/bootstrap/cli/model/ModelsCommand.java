package io.spendcast.bootstrap.cli.model;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.TextTable;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the versions of the registered model. */
@picocli.CommandLine.Command(
    description = "List the versions of the registered model, and what was decided about them.")
public final class ModelsCommand implements Command {
  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    ModelName name = session.config().settings().modelName();
    List<ModelVersion> versions =
        session
            .parts()
            .get(ModelRegistry.class)
            .find(name)
            .map(RegisteredModel::versions)
            .orElse(List.of());
    return Answer.done(
        Answer.outputs("versions", versions.stream().map(ModelsCommand::fields).toList()),
        versions.isEmpty() ? "There is no version of %s yet.".formatted(name) : table(versions));
  }

  private static Map<String, Object> fields(ModelVersion version) {
    return Answer.outputs(
        "name", version.name().value(),
        "version", version.number(),
        "stage", version.stage().label(),
        "created", version.created().toString(),
        "decisions", version.card().decisions(),
        "tags", version.tags());
  }

  private static String table(List<ModelVersion> versions) {
    TextTable table = new TextTable("Version", "stage", "algorithm", "verdict", "created");
    for (ModelVersion version : versions) {
      table.add(
          version.name() + " " + version.number(),
          version.stage().label(),
          version.card().algorithm().orElse("–"),
          version.card().verdict().orElse("–"),
          version.created().truncatedTo(ChronoUnit.SECONDS).toString());
    }
    return table + decisions(versions);
  }

  private static String decisions(List<ModelVersion> versions) {
    return versions.stream()
        .filter(version -> !version.card().decisions().isEmpty())
        .map(
            version ->
                "Decisions about version %s\n  %s\n"
                    .formatted(version.number(), String.join("\n  ", version.card().decisions())))
        .collect(Collectors.joining());
  }
}
