package io.spendcast.bootstrap.cli.model;

import io.spendcast.application.registry.RollBackModel;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;

/** Gives Production back to the version before. */
@picocli.CommandLine.Command(
    description = "Give Production back to the version that held it before.")
public final class RollbackCommand implements Command {
  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public Answer perform(Session session) {
    RollBackModel.Result result = session.parts().get(RollBackModel.class).rollBack();
    return Answer.done(
            Answer.outputs("archived_version", result.archived()),
            "%s version %s is in Production again, version %s is archived."
                .formatted(result.restored().name(), result.restored().number(), result.archived()))
        .about(result.restored());
  }
}
