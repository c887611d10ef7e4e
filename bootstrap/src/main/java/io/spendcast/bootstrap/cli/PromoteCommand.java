package io.spendcast.bootstrap.cli;

import io.spendcast.application.PromoteModel;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a version to a stage. */
@picocli.CommandLine.Command(
    description = "Move a version to a stage; to Production, if the gate finds nothing against it.")
final class PromoteCommand implements Command {
  @Parameters(paramLabel = "VERSION", description = "The number of the version.")
  private int version;

  @Option(
      names = "--to",
      paramLabel = "STAGE",
      required = true,
      description = "none, staging, production or archived.")
  private Stage stage = Stage.STAGING;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    PromoteModel.Result result = session.parts().get(PromoteModel.class).promote(version, stage);
    ModelVersion moved = result.version();
    Answer answer =
        Answer.done(
                Answer.outputs(
                    "refusals", result.refusals(), "awaited", result.awaited().orElse(null)),
                "%s version %d is in %s."
                    .formatted(moved.name(), moved.number(), moved.stage().label()))
            .about(moved);
    return result.obstacles().isEmpty()
        ? answer
        : answer.refused(
            "Cannot promote version %d to %s: %s."
                .formatted(version, stage.label(), String.join("; ", result.obstacles())),
            result.awaited().isPresent()
                ? "Once that is done, promote it again."
                : "The evidence is in the version's tags; train a better model.");
  }
}
