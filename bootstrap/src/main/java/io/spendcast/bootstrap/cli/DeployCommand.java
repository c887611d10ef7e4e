package io.spendcast.bootstrap.cli;

import io.spendcast.application.DeployWorkflow;
import io.spendcast.application.DeployWorkflow.Mode;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Brings the workflow to Databricks. */
@picocli.CommandLine.Command(description = "Create or update the Databricks job.")
final class DeployCommand implements Command {
  @Option(
      names = "--render",
      paramLabel = "DIR",
      description = "Only write the job's definition to this directory, without asking anybody.")
  private Optional<Path> directory = Optional.empty();

  @Option(names = "--dry-run", description = "Only tell what would change.")
  private boolean dryRun;

  @Override
  public Need need() {
    return Need.PLATFORM;
  }

  @Override
  public Answer perform(Session session) {
    return directory
        .map(
            folder ->
                render(
                    folder, session.parts().get(WorkflowDeployer.class).render(Workflow.STANDARD)))
        .orElseGet(
            () ->
                deployed(
                    session
                        .parts()
                        .get(DeployWorkflow.class)
                        .deploy(dryRun ? Mode.PREVIEW : Mode.DEPLOY)
                        .deployment()));
  }

  private static Answer render(Path folder, String definition) {
    Path file = folder.resolve("spendcast-job.json");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, definition);
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write %s: %s.".formatted(file, e),
          "Choose a directory that can be written to.",
          e);
    }
    return Answer.done(Answer.outputs("file", file.toString()), "Rendered " + file + ".");
  }

  private Answer deployed(Deployment deployment) {
    String change =
        switch (deployment.change()) {
          case CREATE -> dryRun ? "would be created" : "was created";
          case UPDATE -> dryRun ? "would be updated" : "was updated";
          case NONE -> "is as it should be";
        };
    return Answer.done(
        Answer.outputs(
            "job_id", deployment.jobId().orElse(null),
            "change", deployment.change().name(),
            "definition", deployment.definition()),
        "The job%s %s.".formatted(deployment.jobId().map(id -> " " + id).orElse(""), change));
  }
}
