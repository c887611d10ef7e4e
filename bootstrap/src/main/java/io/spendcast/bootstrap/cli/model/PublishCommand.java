package io.spendcast.bootstrap.cli.model;

import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;

/** Replays local runs and models to an MLflow server. */
@picocli.CommandLine.Command(
    description = "Replay local runs, models, versions and stages to an MLflow server, once.")
public final class PublishCommand implements Command {
  @picocli.CommandLine.Option(
      names = "--to",
      paramLabel = "URI",
      required = true,
      description = "The server, such as https://mlflow.example.com.")
  private String uri;

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    MlflowAdapters.Published published =
        session.parts().get(MlflowAdapters.Publisher.class).publish(uri);
    boolean isNothing = published.runs() == 0 && published.versions() == 0;
    return Answer.done(
        Answer.outputs("runs", published.runs(), "model_versions", published.versions()),
        isNothing
            ? "There is nothing to publish in %s."
                .formatted(session.config().settings().tracking().uri())
            : "%s runs and %s model versions are at %s."
                .formatted(published.runs(), published.versions(), uri));
  }
}
