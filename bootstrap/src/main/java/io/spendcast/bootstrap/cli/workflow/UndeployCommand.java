package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.deploy.UndeployWorkflow;
import io.spendcast.application.deploy.UndeployWorkflow.Mode;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.workflow.Removal;
import picocli.CommandLine.Option;

/** Takes the workflow off Databricks. */
@picocli.CommandLine.Command(
    description =
        "Remove the Databricks job and the jars and settings that deploy uploaded for it. Tables,"
            + " models, experiments and rights stay.")
public final class UndeployCommand implements Command {
  @Option(names = "--dry-run", description = "Only show what would be removed.")
  private boolean dryRun;

  @Override
  public Need need() {
    return Need.PLATFORM;
  }

  @Override
  public Answer perform(Session session) {
    Removal removal =
        session
            .parts()
            .get(UndeployWorkflow.class)
            .undeploy(dryRun ? Mode.PREVIEW : Mode.REMOVE)
            .removal();
    return Answer.done(
        Answer.outputs("job_id", removal.jobId().orElse(null), "files", removal.files()),
        removal.isEmpty() ? "There is nothing to remove." : text(removal));
  }

  private String text(Removal removal) {
    StringBuilder text = new StringBuilder();
    removal.jobId().ifPresent(id -> text.append("The job %s %s.%n".formatted(id, change())));
    removal.files().forEach(file -> text.append("%s %s.%n".formatted(file, change())));
    return text.toString().stripTrailing();
  }

  private String change() {
    return dryRun ? "would be removed" : "was removed";
  }
}
