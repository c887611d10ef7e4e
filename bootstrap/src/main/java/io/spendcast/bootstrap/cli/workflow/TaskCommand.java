package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.application.run.RunWorkflow.Redo;
import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.workflow.Task;
import java.util.List;
import picocli.CommandLine.Option;

/** One task of the workflow. */
@picocli.CommandLine.Command
public final class TaskCommand implements Command {
  private final Task task;

  @Option(names = "--force", description = "Do it again though its inputs are unchanged.")
  private boolean force;

  public TaskCommand(Task task) {
    this.task = task;
  }

  @Override
  public Need need() {
    return Need.PIPELINE;
  }

  @Override
  public boolean takesRunId() {
    return true;
  }

  @Override
  public Answer perform(Session session) {
    return WorkflowAnswer.run(session, List.of(task), force ? Redo.ALL : Redo.UNFINISHED);
  }

  public String description() {
    return switch (task) {
      case INGEST -> "Bring the source tables into the lake, cleaned.";
      case FEATURES -> "Build the customer features.";
      case TRAIN -> "Train, judge and record the candidates.";
      case REGISTER -> "Register the chosen model and, through the gate, promote it.";
      case PREDICT -> "Score the customers and publish the predictions.";
    };
  }
}
