package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.registry.PromoteModel;
import io.spendcast.application.registry.PromotionRequest;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Moves a version to a stage. */
@picocli.CommandLine.Command(
    description =
        "Move a version to a stage; to Production if the gate finds nothing against it, or by"
            + " force.")
public final class PromoteCommand implements Command {
  @Parameters(paramLabel = "VERSION", description = "The number of the version.")
  private int version;

  @Option(
      names = "--to",
      paramLabel = "STAGE",
      required = true,
      description = "none, staging, production or archived.")
  private Stage stage = Stage.STAGING;

  @ArgGroup(exclusive = false)
  private Forcing forcing = new Forcing();

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    PromoteModel.Result result =
        session
            .parts()
            .get(PromoteModel.class)
            .promote(new PromotionRequest(version, stage, forcing.reason()));
    ModelVersion moved = result.version();
    Answer answer =
        Answer.done(
                Answer.outputs(
                    "refusals", result.refusals(), "awaited", result.awaited().orElse(null)),
                "%s version %s is in %s."
                    .formatted(moved.name(), moved.number(), moved.stage().label()))
            .about(moved);
    return result.obstacles().isEmpty()
        ? answer
        : answer.refused(
            "Cannot promote version %s to %s: %s."
                .formatted(version, stage.label(), String.join("; ", result.obstacles())),
            result.awaited().isPresent()
                ? "Once that is done, promote it again."
                : "`spendcast models` shows the evidence. Train a better model, or force it and say"
                    + " why.");
  }

  /** Both or neither. */
  private static final class Forcing {
    @Option(
        names = "--force",
        required = true,
        description = "Promote whatever the gate says; the reason is recorded.")
    private boolean force;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        converter = Reason.class,
        description = "Why it is forced.")
    private String reason = "";

    Optional<String> reason() {
      return force ? Optional.of(reason) : Optional.empty();
    }
  }

  /** A reason says something. */
  private static final class Reason implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (text.isBlank()) {
        throw new TypeConversionException("must say why");
      }
      return text.strip();
    }
  }
}
